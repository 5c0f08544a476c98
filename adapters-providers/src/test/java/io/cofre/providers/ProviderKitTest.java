package io.cofre.providers;

import io.cofre.ports.provider.Provider;
import io.cofre.testkit.contract.ProviderContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class ProviderKitTest {
    private final StandIn standIn = new StandIn();

    @AfterEach
    void stop() {
        standIn.close();
    }

    private Provider http(Vendor vendor) {
        standIn.thenAlways(
                vendor.whole("three words here", 3, 3),
                String.join("", vendor.events(List.of("three ", "words ", "here"), 3, 3)));
        return vendor.at(standIn.port());
    }

    @Nested
    class Echo implements ProviderContract {
        @Override
        public Provider provider() {
            return new EchoProvider("echo");
        }
    }

    @Nested
    class Anthropic implements ProviderContract {
        @Override
        public Provider provider() {
            return http(Vendor.ANTHROPIC);
        }
    }

    @Nested
    class OpenAi implements ProviderContract {
        @Override
        public Provider provider() {
            return http(Vendor.OPENAI);
        }
    }
}
