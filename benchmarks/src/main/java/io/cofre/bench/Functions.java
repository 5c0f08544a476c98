package io.cofre.bench;

import java.util.function.DoubleSupplier;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The rows of single functions: each measurement is a JMH run in a JVM of its own, references in turns. */
public final class Functions {
    private static final int ROUNDS = 5;

    private Functions() {}

    public static void main(String[] args) {
        print("sign, 300 bytes, our types beside ACCP", 0.90, "Signing.sign", "Signing.rawSign");
        print("verify, 300 bytes, our types beside ACCP", 0.90, "Signing.verify", "Signing.rawVerify");
        print(
                "canonicalize 1 KiB from bytes beside Jackson's tree (0.60 is the wish)",
                0.40,
                "Canonicalizing.canonical",
                "Canonicalizing.jacksonTree");
        print(
                "the same, checked as a span and hashed",
                Turns.NO_GOAL,
                "Canonicalizing.draft",
                "Canonicalizing.jacksonTree");
    }

    private static void print(String figure, double goal, String ours, String reference) {
        System.out.println(Turns.measure(figure, "ops/s", ROUNDS, goal, true, throughput(ours), throughput(reference))
                .line());
    }

    private static DoubleSupplier throughput(String benchmark) {
        return () -> {
            try {
                return new Runner(new OptionsBuilder()
                                .include("io\\.cofre\\.bench\\." + benchmark.replace(".", "\\.") + "$")
                                .mode(Mode.Throughput)
                                .forks(1)
                                .warmupIterations(2)
                                .warmupTime(TimeValue.milliseconds(700))
                                .measurementIterations(3)
                                .measurementTime(TimeValue.milliseconds(500))
                                .verbosity(VerboseMode.SILENT)
                                .build())
                        .runSingle()
                        .getPrimaryResult()
                        .getScore();
            } catch (RunnerException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
