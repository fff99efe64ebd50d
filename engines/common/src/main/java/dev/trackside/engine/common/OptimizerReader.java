package dev.trackside.engine.common;

import dev.trackside.spi.Section;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the section {@code optimizer}: {@code type} adam, adamw or sgd, {@code lr}, and the numbers of that type.
 *
 * @since 0.1
 */
public final class OptimizerReader {

    private static final double DECAY_OF_ADAMW = 0.01;

    private final Section section;

    private OptimizerReader(Section section) {
        this.section = section;
    }

    /**
     * Reads the section.
     *
     * @param section the section {@code optimizer}; without keys it means Adam with its usual numbers
     * @return the settings
     * @throws dev.trackside.TracksideException if a setting is wrong, or belongs to another type of optimizer
     */
    public static OptimizerSettings read(Section section) {
        return new OptimizerReader(section).settings();
    }

    private OptimizerSettings settings() {
        String type = section.text("type").orElse("adam");
        return switch (type) {
            case "adam" -> {
                refuse(type, List.of("momentum", "nesterov"), "belongs to sgd");
                refuse(type, List.of("weight-decay"), "belongs to adamw; adam has l2");
                yield adam(0);
            }
            case "adamw" -> {
                refuse(type, List.of("momentum", "nesterov"), "belongs to sgd");
                yield adam(number("weight-decay", DECAY_OF_ADAMW));
            }
            case "sgd" -> {
                refuse(type, List.of("beta1", "beta2", "epsilon"), "belongs to adam");
                refuse(type, List.of("weight-decay"), "belongs to adamw; sgd has l2");
                yield sgd();
            }
            default -> throw section.fault("type", "type: '%s' is not among adam, adamw, sgd".formatted(type));
        };
    }

    private OptimizerSettings adam(double weightDecay) {
        double rate = number("lr", 0.001);
        double beta1 = number("beta1", 0.9);
        double beta2 = number("beta2", 0.999);
        double epsilon = number("epsilon", 1e-8);
        double l2 = number("l2", 0);
        return checked(() -> new OptimizerSettings.Adam(rate, beta1, beta2, epsilon, weightDecay, l2));
    }

    private OptimizerSettings sgd() {
        double rate = number("lr", 0.01);
        double momentum = number("momentum", 0);
        boolean nesterov = section.flag("nesterov").orElse(false);
        double l2 = number("l2", 0);
        return checked(() -> new OptimizerSettings.Sgd(rate, momentum, nesterov, l2));
    }

    private double number(String key, double otherwise) {
        return section.number(key).orElse(otherwise);
    }

    private void refuse(String type, List<String> keys, String reason) {
        for (String key : keys) {
            if (section.has(key)) {
                throw section.fault(key, "%s %s, but the optimizer is %s".formatted(key, reason, type));
            }
        }
    }

    /** The settings' own messages begin with the key they are about. */
    private OptimizerSettings checked(Supplier<OptimizerSettings> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw section.fault(message.substring(0, message.indexOf(' ')), message);
        }
    }
}
