package dev.berth.it.trials;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One step of a random sequence. The numbers are reduced to what there is when the step is done, so that a sequence depends on
 * its seed alone, and any part of it can be run by itself.
 */
record ResumeCommand(Kind kind, int session, int choice, int place) {

    enum Kind {
        APPEND(25), PROMPT(14), SOCKET(16), EVENTS(16), DROP(14), STOP(4), DELETE(3), ARCHIVE(3), RESTORE(3), REFUSED(2), KILL(0), RESTART(0);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Kind> WEIGHED = List.of(Kind.values()).stream()
            .flatMap(kind -> IntStream.range(0, kind.weight).mapToObj(i -> kind)).toList();

    /** @param restarts whether the server is killed or stopped once in the middle, and started again */
    static List<ResumeCommand> sequence(long seed, int lengthMax, boolean restarts) {
        Random random = new Random(seed);
        List<ResumeCommand> commands = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(lengthMax)).mapToObj(i -> new ResumeCommand(WEIGHED.get(random.nextInt(WEIGHED.size())),
                random.nextInt(1 << 20), random.nextInt(1 << 20), random.nextInt(1 << 20))).toList());
        if (restarts) {
            commands.add(commands.size() / 2, new ResumeCommand(random.nextBoolean() ? Kind.KILL : Kind.RESTART, 0, 0, 0));
        }
        return commands;
    }
}
