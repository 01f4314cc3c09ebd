package orrery.site;

/**
 * How many posts there are of something: of a tag, a month, a year.
 *
 * @param of what is counted
 * @param posts how many posts the planet shows of it
 */
public record Count<T>(T of, int posts) {}
