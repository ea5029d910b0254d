package io.github.mptcpexporter.tracker;

import java.util.Comparator;

/** Orders names as people do: wan1, wan2, wan10. */
final class NaturalOrder implements Comparator<String> {

  @Override
  public int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int leftEnd = partEnd(left, l);
      int rightEnd = partEnd(right, r);
      int order = compareParts(left.substring(l, leftEnd), right.substring(r, rightEnd));
      if (order != 0) {
        return order;
      }
      l = leftEnd;
      r = rightEnd;
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    return rest != 0 ? rest : left.compareTo(right); // wan01 and wan1 are two names
  }

  private static int compareParts(String left, String right) {
    if (!digit(left.charAt(0)) || !digit(right.charAt(0))) {
      return left.compareTo(right);
    }
    String leftNumber = withoutZeroes(left);
    String rightNumber = withoutZeroes(right);
    int order = Integer.compare(leftNumber.length(), rightNumber.length());
    return order != 0 ? order : leftNumber.compareTo(rightNumber);
  }

  /** End of the run of digits, or of anything else, that begins at {@code from}. */
  private static int partEnd(String name, int from) {
    int end = from + 1;
    while (end < name.length() && digit(name.charAt(end)) == digit(name.charAt(from))) {
      end++;
    }
    return end;
  }

  private static String withoutZeroes(String digits) {
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
