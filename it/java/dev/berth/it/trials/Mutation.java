package dev.berth.it.trials;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Random;

/** What may happen to the file of a session that nobody has open. */
enum Mutation {
    FLIPPED_BYTES(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return flip(random, victim.path());
        }
    },
    FLIPPED_BYTES_BELOW_A_LOG(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return flip(random, victim.path());
        }
    },
    FLIPPED_BYTES_IN_THE_LOG(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return flip(random, victim.wal());
        }
    },
    TRUNCATED(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return truncate(random, victim.path());
        }
    },
    ZEROED_HEADER(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return overwrite(victim.path(), 0, new byte[1 + random.nextInt(100)]);
        }
    },
    ZEROED_PAGE(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return overwrite(victim.path(), PAGE * random.nextInt((int) (Files.size(victim.path()) / PAGE)), new byte[PAGE]);
        }
    },
    SWAPPED(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            Path aside = victim.path().resolveSibling("aside");
            Files.move(victim.path(), aside);
            Files.move(foreign.path(), victim.path());
            Files.move(aside, foreign.path());
            return 0;
        }
    },
    ANOTHERS(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws SQLException {
            victim.execute("PRAGMA application_id = " + random.nextInt(1_000));
            return 0;
        }
    },
    NEWER(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws SQLException {
            victim.execute("PRAGMA user_version = " + (100 + random.nextInt(1_000)));
            return 0;
        }
    },
    LINK(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            Path elsewhere = victim.path().resolveSibling("elsewhere");
            Files.move(victim.path(), elsewhere, StandardCopyOption.REPLACE_EXISTING);
            Files.createSymbolicLink(victim.path(), elsewhere);
            return 0;
        }
    },
    EMPTIED(false) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            Files.write(victim.path(), new byte[0]);
            return 0;
        }
    },
    TRUNCATED_LOG(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            return truncate(random, victim.wal());
        }
    },
    MISSING_LOG(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            Files.delete(victim.wal());
            return 0;
        }
    },
    FOREIGN_LOG(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            Files.copy(foreign.wal(), victim.wal(), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(victim.shm());
            return 0;
        }
    },
    STALE_INDEX(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            if (random.nextBoolean()) {
                Files.copy(foreign.shm(), victim.shm(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                flip(random, victim.shm());
            }
            return EVERYTHING;
        }
    },
    MISSING_INDEX(true) {
        @Override
        long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException {
            Files.delete(victim.shm());
            return EVERYTHING;
        }
    };

    static final long EVERYTHING = Long.MAX_VALUE;
    private static final int PAGE = 4_096;
    private static final int FLIPPED_MAX = 64;

    /** Whether the file was left open by a crash, with its log beside it. */
    final boolean unclean;

    Mutation(boolean unclean) {
        this.unclean = unclean;
    }

    /** Does it. @return how many bytes of the log are sound, for mutations that touch nothing else; what they hold may not be lost */
    abstract long apply(Random random, SessionFile victim, SessionFile foreign) throws IOException, SQLException;

    /** Whether only the log is touched, so that an older state is what is left. */
    boolean isOfTheLog() {
        return switch (this) {
            case FLIPPED_BYTES_IN_THE_LOG, TRUNCATED_LOG, MISSING_LOG, FOREIGN_LOG -> true;
            default -> false;
        };
    }

    private static long flip(Random random, Path file) throws IOException {
        long first = Long.MAX_VALUE;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            int count = 1 + random.nextInt(FLIPPED_MAX);
            for (int i = 0; i < count; i++) {
                long at = Math.floorMod(random.nextLong(), bytes.length());
                bytes.seek(at);
                int was = bytes.read();
                bytes.seek(at);
                bytes.write(was ^ 1 + random.nextInt(255));
                first = Math.min(first, at);
            }
        }
        return first;
    }

    private static long truncate(Random random, Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long length = Math.floorMod(random.nextLong(), bytes.length());
            // Half of the cuts on the borders of a disk's blocks, where a torn write would end.
            bytes.setLength(random.nextBoolean() ? length : length / 512 * 512);
            return bytes.length();
        }
    }

    private static long overwrite(Path file, long at, byte[] content) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(content);
        }
        return 0;
    }
}
