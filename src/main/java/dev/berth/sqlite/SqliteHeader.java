package dev.berth.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a SQLite file says of itself in its first bytes, read without SQLite, which changes what it opens.
 *
 * @param applicationId what the file is for; 0 when nobody said, or when this is no SQLite file
 * @param userVersion of its schema, 0 likewise
 * @param pageBytes how long each of its pages is, 0 likewise
 */
public record SqliteHeader(int applicationId, int userVersion, int pageBytes) {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 100;
    private static final int PAGE_BYTES_AT = 16;
    /** What stands for it in the two bytes there are. */
    private static final int PAGE_BYTES_MAX = 65_536;
    private static final int USER_VERSION_AT = 60;
    private static final int APPLICATION_ID_AT = 68;
    private static final SqliteHeader NONE = new SqliteHeader(0, 0, 0);

    /** Reads the file alone: a log beside it may hold a later header. */
    public static SqliteHeader read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // A read may give less than was asked for.
            }
        }
        boolean isDatabase = !bytes.hasRemaining() && bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        return isDatabase ? new SqliteHeader(bytes.getInt(APPLICATION_ID_AT), bytes.getInt(USER_VERSION_AT), pageBytes(bytes)) : NONE;
    }

    private static int pageBytes(ByteBuffer bytes) {
        int written = Short.toUnsignedInt(bytes.getShort(PAGE_BYTES_AT));
        return written == 1 ? PAGE_BYTES_MAX : written;
    }
}
