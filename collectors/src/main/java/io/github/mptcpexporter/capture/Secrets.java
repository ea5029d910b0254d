package io.github.mptcpexporter.capture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts {@code ***} in the place of passwords and keys in files of the user, and keeps quotes and
 * lines. Whatever looks like a secret is hidden; rather one too many.
 */
final class Secrets {

  static final String HIDDEN = "***";

  /** In the name of an option whose value is a secret. */
  static final Pattern NAME =
      Pattern.compile("(?i)passw|passphrase|pwd|key|secret|psk|token|username|pin_?code");

  private static final String SECRET = "[\\w-]*(?:" + NAME + ")[\\w-]*";

  /** {@code option key 'value'}, also behind {@code ;} and in a comment. */
  private static final Pattern UCI_OPTION =
      multiline("(?:^|[;#])[ \\t]*(?:option|list)[ \\t]+([\"']?)" + SECRET + "\\1[ \\t]+");

  /** {@code network.wan.password='value'}, as UCI keeps changes that are not yet saved. */
  private static final Pattern UCI_CHANGE =
      multiline("^[ \\t+@|^~-]*[\\w-]+\\.[\\w@\\[\\]-]+\\." + SECRET + "=");

  /** {@code password = value}. */
  private static final Pattern ASSIGNMENT = multiline("^[ \\t#;]*" + SECRET + "[ \\t]*[=:][ \\t]*");

  /** {@code auth-user-pass value}, in configurations of daemons. */
  private static final Pattern DIRECTIVE =
      multiline("^[ \\t#;]*(?:" + SECRET + "|[\\w-]*-pass|askpass)[ \\t]++(?![=:])");

  private static final Pattern DAEMON_CONFIGURATION =
      Pattern.compile(".*(\\.conf|\\.ovpn|\\.cfg|/openvpn/.*)");

  /** A block of an OpenVPN configuration, or an encoded key. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(<(key|secret|pkcs12|tls-auth|tls-crypt(?:-v2)?|[\\w-]*-pass)>"
              + "|-----BEGIN ([^\\n]*key[^\\n]*)-----)(.*?)(?=</\\2>|-----END \\3-----|\\z)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** {@code https://user:password@host}. */
  private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/\\s'\"@]+(?=@)");

  private static final Pattern LINE = Pattern.compile("[^\\n]+");

  private Secrets() {}

  /** The file without its secrets; files of the kernel have none. */
  static byte[] hide(String path, byte[] content) {
    if (path.startsWith("proc/") || path.startsWith("sys/")) {
      return content;
    }
    // One byte is one character, so that whatever is no secret stays as it is.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return hide(path.toLowerCase(Locale.ROOT), text).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String hide(String path, String content) {
    String text = BLOCK.matcher(content).replaceAll(Secrets::hideBlock);
    text = IN_URL.matcher(text).replaceAll(Matcher.quoteReplacement(HIDDEN));
    if (path.endsWith(".json")) {
      return JsonSecrets.hide(text);
    }
    text = SecretValue.hide(text, UCI_OPTION, true);
    text = SecretValue.hide(text, UCI_CHANGE, true);
    text = SecretValue.hide(text, ASSIGNMENT, false);
    return DAEMON_CONFIGURATION.matcher(path).matches()
        ? SecretValue.hide(text, DIRECTIVE, false)
        : text;
  }

  private static String hideBlock(MatchResult block) {
    String lines = LINE.matcher(block.group(4)).replaceAll(Matcher.quoteReplacement(HIDDEN));
    return Matcher.quoteReplacement(block.group(1) + lines);
  }

  private static Pattern multiline(String regex) {
    return Pattern.compile(regex, Pattern.MULTILINE);
  }
}
