package com.example.ownevent;

// docs: the payload
/**
 * What is known when the loss no longer goes down.
 *
 * @param epochs how many epochs it has not gone down
 * @param best the smallest loss so far
 */
public record Plateau(int epochs, double best) {}
// docs: end
