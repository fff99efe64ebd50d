package dev.trackside.runtime.facts;

/**
 * Why something cannot be used, for people.
 *
 * @param cause what is wrong, in words, without a period
 * @param remedy what to do, in words, without a period
 */
public record Words(String cause, String remedy) {}
