@NullMarked
package orrery.fetch;

import org.jspecify.annotations.NullMarked;
