package io.github.duologue.samples.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.match.Captures;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of SCRAM-SHA-256, RFC 5802 and RFC 7677; the nonce is fixed, which no server
 * may do but a fake one.
 */
record Scram(String password, Bytes salt, int iterations, String nonce) {

  /** The server-first-message: a challenge to whoever captured {@code nonce} came from. */
  String challenge(Captures captures) {
    return "r=%s%s,s=%s,i=%d"
        .formatted(captures.text("nonce"), nonce, base64(salt.toArray()), iterations);
  }

  /**
   * The server-final-message, by which the server proves in turn that it knows the password.
   *
   * @throws IllegalArgumentException if the client has not proved it
   */
  String signature(Captures captures) {
    String conversation =
        String.join(
            ",", captures.text("clientFirst"), challenge(captures), captures.text("clientFinal"));
    byte[] salted = saltedPassword();
    byte[] clientKey = hmac(salted, "Client Key");
    byte[] proof = hmac(sha256(clientKey), conversation);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    if (!Arrays.equals(proof, Base64.getDecoder().decode(captures.text("proof")))) {
      throw new IllegalArgumentException("the client does not know the password");
    }
    return "v=" + base64(hmac(hmac(salted, "Server Key"), conversation));
  }

  private byte[] saltedPassword() {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt.toArray(), iterations, 256))
          .getEncoded();
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException(lacking);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return hmac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException(lacking);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException(lacking);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
