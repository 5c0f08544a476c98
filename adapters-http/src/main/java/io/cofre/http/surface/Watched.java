package io.cofre.http.surface;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Around;
import io.cofre.http.route.Route;
import java.util.Optional;

/** Tells the watch of an answer's end: now, or where it is a stream, after its last byte. */
final class Watched {
    private Watched() {}

    static Answer until(Watch.Begun begun, Optional<Route> route, Answer answer) {
        return switch (answer.body()) {
            case Answer.Stream(Answer.Writer writer) ->
                answer.with(new Answer.Stream(out -> {
                    Around.Stay stay = begun.enter();
                    try {
                        writer.write(out);
                    } finally {
                        stay.leave();
                        begun.ended(route, answer.status(), answer.refusal());
                    }
                }));
            case Answer.Events(Answer.Source source) ->
                answer.with(new Answer.Events(events -> {
                    Around.Stay stay = begun.enter();
                    try {
                        source.send(events);
                    } finally {
                        stay.leave();
                        begun.ended(route, answer.status(), answer.refusal());
                    }
                }));
            default -> {
                begun.ended(route, answer.status(), answer.refusal());
                yield answer;
            }
        };
    }
}
