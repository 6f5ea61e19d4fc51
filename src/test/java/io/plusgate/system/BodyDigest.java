package io.plusgate.system;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Of many bodies in whatever order: how many they are, and the sum of their SHA-256. */
public final class BodyDigest {
  private BigInteger sum = BigInteger.ZERO;
  private int count;

  public synchronized void add(byte[] body) {
    count++;
    sum = sum.add(new BigInteger(1, sha256(body)));
  }

  @Override
  public synchronized String toString() {
    return count + " bodies, " + sum.toString(16);
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
