package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of two thread dumps")
class ThreadDumpTest {

    private static final String WAITS = """
            "berth-lane" #61 daemon prio=5 os_prio=0 cpu=1.08ms elapsed=9.1s tid=0x00007f1 nid=0x11 waiting on condition  [0x00007f2]
               java.lang.Thread.State: TIMED_WAITING (parking)
            \tat jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)
            \tat java.util.concurrent.LinkedBlockingQueue.poll(java.base@17.0.15/LinkedBlockingQueue.java:460)
            """;
    private static final String SENDS = """
            "http-thread-pool(1)" #70 daemon prio=5 os_prio=0 cpu=%s elapsed=9.1s tid=0x00007f3 nid=0x12 waiting on condition  [0x00007f4]
               java.lang.Thread.State: TIMED_WAITING (parking)
            \tat jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)
            \t- parking to wait for  <0x%s> (a java.util.concurrent.CountDownLatch$Sync)
            \tat com.ibm.ws.tcpchannel.internal.TCPWriteRequestContextImpl.write(TCPWriteRequestContextImpl.java:120)
            \tat dev.berth.api.SocketOutlet$Sending.transmit(SocketOutlet.java:110)
            """;

    @Test
    @DisplayName("a thread that sends the same in both is stuck, whatever it has used meanwhile")
    void stuck() {
        List<String> stuck = dump(SENDS.formatted("2ms", "aa")).stuckSendingSince(dump(SENDS.formatted("1ms", "aa")));
        assertEquals("http-thread-pool(1) 0x12", stuck.get(0).lines().findFirst().orElse(""));
        assertEquals(1, stuck.size());
    }

    @Test
    @DisplayName("one that sends something else, and one that waits for work, are not")
    void free() {
        assertEquals(List.of(), dump(SENDS.formatted("2ms", "bb")).stuckSendingSince(dump(SENDS.formatted("1ms", "aa"))));
        assertEquals(List.of(), dump(WAITS).stuckSendingSince(dump(SENDS.formatted("1ms", "aa"))));
    }

    private static ThreadDump dump(String other) {
        return ThreadDump.parse("2026-11-20 15:00:00\nFull thread dump OpenJDK 64-Bit Server VM:\n\n" + WAITS + "\n" + other + "\nJNI global refs: 1\n");
    }
}
