package orrery.config;

/**
 * A page of those posts that keep some rules, of all that the planet shows.
 *
 * @param name as written in its section, {@code [page NAME]}
 * @param title what it is called
 * @param filters which posts stand on it
 * @param line where its section starts, from 1
 */
public record Selection(String name, String title, Filters filters, int line) {}
