package io.plusgate.http;

import static io.plusgate.http.WireBytes.CR;
import static io.plusgate.http.WireBytes.LF;

import io.netty.buffer.ByteBuf;

/** Follows the bytes of one body to its end, without keeping any. */
final class WireBody {
  /** A chunk of 256 MiB or more is nobody's. */
  private static final int MOST_DIGITS = 7;

  private enum Place {
    DATA,
    SIZE,
    SIZE_END,
    CHUNK,
    CHUNK_CR,
    CHUNK_LF,
    LAST_CR,
    LAST_LF,
    WHOLE
  }

  private Place place = Place.WHOLE;
  private long left;
  private int digits;
  private WireRule broken = WireRule.KEPT;

  /**
   * @param length in bytes, or {@link WireHead#CHUNKED}
   */
  void begin(long length) {
    broken = WireRule.KEPT;
    left = Math.max(0, length);
    digits = 0;
    if (length == WireHead.CHUNKED) {
      place = Place.SIZE;
    } else {
      place = length == 0 ? Place.WHOLE : Place.DATA;
    }
  }

  boolean isWhole() {
    return place == Place.WHOLE;
  }

  WireRule broken() {
    return broken;
  }

  /** The index up to which these bytes belong to the body and break no rule. */
  int read(ByteBuf bytes, int from, int to) {
    int at = from;
    while (at < to && place != Place.WHOLE) {
      if (place == Place.DATA || place == Place.CHUNK) {
        at += skip(to - at);
      } else {
        broken = next(bytes.getByte(at));
        if (broken.isBroken()) {
          return at;
        }
        at++;
      }
    }
    return at;
  }

  private int skip(int available) {
    int skipped = (int) Math.min(available, left);
    left -= skipped;
    if (left == 0) {
      place = place == Place.DATA ? Place.WHOLE : Place.CHUNK_CR;
    }
    return skipped;
  }

  private WireRule next(byte found) {
    return switch (place) {
      case SIZE -> size(found);
      case SIZE_END ->
          expect(found, LF, left == 0 ? Place.LAST_CR : Place.CHUNK, WireRule.CHUNK_SIZE);
      case CHUNK_CR -> expect(found, CR, Place.CHUNK_LF, WireRule.CHUNK_END);
      case CHUNK_LF -> {
        digits = 0;
        yield expect(found, LF, Place.SIZE, WireRule.CHUNK_END);
      }
      case LAST_CR -> expect(found, CR, Place.LAST_LF, WireRule.TRAILER);
      case LAST_LF -> expect(found, LF, Place.WHOLE, WireRule.BARE_CR);
      case DATA, CHUNK, WHOLE -> throw new IllegalStateException("no framing byte at " + place);
    };
  }

  private WireRule size(byte found) {
    if (found == CR && digits > 0) {
      place = Place.SIZE_END;
      return WireRule.KEPT;
    }
    int value = Character.digit(found, 16);
    if (value < 0 || ++digits > MOST_DIGITS) {
      return WireRule.CHUNK_SIZE;
    }
    left = left * 16 + value;
    return WireRule.KEPT;
  }

  private WireRule expect(byte found, byte wanted, Place next, WireRule otherwise) {
    if (found != wanted) {
      return otherwise;
    }
    place = next;
    return WireRule.KEPT;
  }
}
