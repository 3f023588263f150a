// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.auditlog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The values of one event after another. A value is drawn when a template first asks for it, and
 * stays for the rest of the event. Not thread-safe.
 */
final class EventDraw {
  private static final Instant START = Instant.parse("2026-11-02T06:00:00Z");

  /** Requests per second of the cluster: 250. */
  private static final int MEAN_GAP_MICROS = 4_000;

  private static final int LONGEST_STAGE_MICROS = 40_000;
  private static final int NODES = 48;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  /** Kubernetes draws generated names from these: no vowels, nothing that looks alike. */
  private static final String NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final String[] NAMESPACES = {
    "billing", "catalogue", "checkout", "data-platform", "default", "delivery", "identity",
    "ingress", "kube-system", "logging", "marketing", "media", "messaging", "mobile-api",
    "monitoring", "orders", "payments", "preview-114", "preview-117", "recommendations", "returns",
    "search", "shop-frontend", "warehouse"
  };
  private static final String[] APPS = {
    "account-api",
    "address-check",
    "basket",
    "billing-export",
    "campaigns",
    "cart-worker",
    "catalogue-api",
    "checkout",
    "consent",
    "currency-rates",
    "customer-events",
    "delivery-slots",
    "discounts",
    "export-scheduler",
    "feature-flags",
    "fraud-score",
    "gateway",
    "image-resizer",
    "invoice-render",
    "ledger",
    "login",
    "loyalty",
    "mail-sender",
    "metrics-agent",
    "node-agent",
    "notification-api",
    "order-api",
    "order-worker",
    "parcel-tracking",
    "payment-api",
    "pricing",
    "product-feed",
    "profile",
    "push-sender",
    "reporting",
    "returns-api",
    "review-api",
    "search-api",
    "search-index",
    "session-store",
    "sitemap",
    "sms-sender",
    "stock-api",
    "stock-sync",
    "storefront",
    "tax-rules",
    "vouchers",
    "wishlist"
  };
  private static final String[] HUMANS = {
    "amara@example.org", "bjarne@example.org", "chiara@example.org", "dimitri@example.org",
    "elena@example.org", "farid@example.org", "grace@example.org", "haruki@example.org"
  };

  private final SplittableRandom random;
  private final @Nullable String[] values = new @Nullable String[Placeholder.values().length];
  private long micros;
  private long resourceVersion = 418_220_511L;
  private int app;
  private int node;
  private int human;

  EventDraw(SplittableRandom random) {
    this.random = random;
  }

  /** Goes on to the next event, later in time. */
  void next() {
    Arrays.fill(values, null);
    micros += 1 + random.nextInt(2 * MEAN_GAP_MICROS);
    resourceVersion += 1 + random.nextInt(40);
    app = random.nextInt(APPS.length);
    node = random.nextInt(NODES);
    human = random.nextInt(HUMANS.length);
  }

  /** The value of a placeholder for this event. */
  String value(Placeholder placeholder) {
    String value = values[placeholder.ordinal()];
    if (value == null) {
      value = draw(placeholder);
      values[placeholder.ordinal()] = value;
    }
    return value;
  }

  private String draw(Placeholder placeholder) {
    return switch (placeholder) {
      case TIME -> MICROS.format(time(0));
      case STAGE_TIME -> MICROS.format(time(random.nextInt(LONGEST_STAGE_MICROS)));
      case SECOND -> SECONDS.format(time(0));
      case MINUTE -> Long.toString(time(0).getEpochSecond() / 60);
      case AUDIT_ID, UID, UID2, UID3, UID4 -> uuid(random);
      case USER_UID -> uuid(new SplittableRandom(human));
      case DIGEST -> digits(random, 64);
      case RESOURCE_VERSION -> Long.toString(resourceVersion);
      case NAMESPACE -> NAMESPACES[(app + random.nextInt(3)) % NAMESPACES.length];
      case NODE -> "worker-" + (node / 16 + 1) + "-" + (node % 16 + 1);
      case NODE_IP -> "10.0." + (node / 16 + 1) + "." + (node % 16 + 20);
      case POD_IP -> "10.244." + node + "." + (2 + random.nextInt(250));
      case PUBLIC_IP -> "203.0.113." + (1 + random.nextInt(254));
      case APP -> APPS[app];
      case MINOR -> Integer.toString(app % 7 + 3);
      case IMAGE ->
          "registry.example.org/team/" + APPS[app] + ":1." + value(Placeholder.MINOR) + ".0";
      case HASH -> name(new SplittableRandom(app), 10);
      case SUFFIX -> name(random, 5);
      case POD -> APPS[app] + "-" + value(Placeholder.HASH) + "-" + value(Placeholder.SUFFIX);
      case HUMAN -> HUMANS[human];
    };
  }

  private Instant time(int laterMicros) {
    return START.plusNanos((micros + laterMicros) * 1_000);
  }

  private static String uuid(SplittableRandom random) {
    String digits = digits(random, 32);
    return digits.substring(0, 8)
        + "-"
        + digits.substring(8, 12)
        + "-4"
        + digits.substring(13, 16)
        + "-a"
        + digits.substring(17, 20)
        + "-"
        + digits.substring(20);
  }

  private static String digits(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  private static String name(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(NAME_ALPHABET.charAt(random.nextInt(NAME_ALPHABET.length())));
    }
    return text.toString();
  }
}
