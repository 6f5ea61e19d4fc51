package io.plusgate.protocol;

/**
 * Alipay+'s {@code result} (of the call) or {@code paymentResult} (of the payment).
 *
 * <p>Decide by {@link #resultStatus}; codes are an open list and only told on.
 */
public record Result(ResultStatus resultStatus, String resultCode, String resultMessage) {
  public static final Result SUCCESS = new Result(ResultStatus.S, "SUCCESS", "success");
  public static final Result UNKNOWN_EXCEPTION =
      new Result(ResultStatus.U, "UNKNOWN_EXCEPTION", "The result is unknown.");

  public static Result failed(String resultCode, String resultMessage) {
    return new Result(ResultStatus.F, resultCode, resultMessage);
  }

  public boolean isSuccess() {
    return resultStatus == ResultStatus.S;
  }

  /** "Ask less often" (result-codes 2). */
  public boolean isTooMuch() {
    return resultCode.equals("REQUEST_TRAFFIC_EXCEED_LIMIT");
  }

  public boolean isFailure() {
    return resultStatus == ResultStatus.F;
  }
}
