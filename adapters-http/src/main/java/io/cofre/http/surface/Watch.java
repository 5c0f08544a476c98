package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Around;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Trace;
import io.cofre.http.route.Route;
import java.util.Optional;

/** Hears of every request and what became of it. Thread-safe; throws nothing; on the way of every request. */
public interface Watch {
    /** A request has come, and nothing was done with it yet. */
    Begun begin(Head head, Trace trace);

    /** Something was answered that was no request, or none yet. */
    void unread(Answer answer);

    /** One request under way. */
    interface Begun extends Around {
        /** The request's place in the trace: the given one, or one of the watch's own. */
        Trace trace();

        /**
         * The answer is whole, a stream's last byte included, or was cut off. Called once, by any thread.
         *
         * @param route empty where none was found
         * @param refusal empty where the answer is none
         */
        void ended(Optional<Route> route, int status, Optional<Code> refusal);
    }

    /** Nobody looks on. */
    static Watch nothing() {
        return new Watch() {
            @Override
            public Begun begin(Head head, Trace trace) {
                return new Begun() {
                    @Override
                    public Trace trace() {
                        return trace;
                    }

                    @Override
                    public Stay enter() {
                        return () -> {};
                    }

                    @Override
                    public void refused(Code code) {}

                    @Override
                    public void ended(Optional<Route> route, int status, Optional<Code> refusal) {}
                };
            }

            @Override
            public void unread(Answer answer) {}
        };
    }
}
