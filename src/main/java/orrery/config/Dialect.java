package orrery.config;

/** Whose rules a config follows: guessed from what it uses, or said by {@code dialect = ...}. */
public enum Dialect {
  /** Planet 2.0. */
  PLANET2,
  /** Planet Venus. */
  VENUS,
  /** Ruby's pluto: another syntax, see {@link Ini#pluto}. */
  PLUTO,
  /** Ours: Venus's syntax and meaning with keys of our own. */
  ORRERY
}
