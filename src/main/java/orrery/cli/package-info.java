/**
 * The command line: one class a command, which parses words, calls one thing and prints.
 *
 * <p>Words enter; text and an exit status leave: 0 the command did its work, 1 it could not, with
 * one line that says what and how to mend it, 2 wrong usage. What a command says goes to standard
 * output, warnings and progress to standard error.
 */
@NullMarked
package orrery.cli;

import org.jspecify.annotations.NullMarked;
