package dev.berth.live;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of {@code live}. Plain pools, because a container's managed executor captures its context on each hand-over,
 * which on Payara costs more than the work itself.
 *
 * @param lanes runs the sessions' commands; more threads than cores, since disk syncs of different files overlap
 * @param senders sends to followers; more while clients who do not read hold them
 * @param answers completes what callers wait for, so that no answer is written on a lane; more while they are held
 * @param closers ends connections, which may block for seconds on a stalled one; more while they do
 * @param chores what administrators ask for, which reads whole files and may take long
 * @param timer only starts things elsewhere; nothing on it blocks
 */
public record Pools(ExecutorService lanes, ExecutorService senders, ExecutorService answers, ExecutorService closers,
        ExecutorService chores, ScheduledThreadPoolExecutor timer) {

    private static final int LANE_THREADS_MIN = 8;
    private static final int ANSWER_THREADS_MIN = 4;
    private static final int CLOSER_THREADS = 4;
    private static final int CHORE_THREADS = 2;
    private static final int CLOSE_SECONDS_MAX = 5;
    private static final RejectedExecutionHandler DROP = new ThreadPoolExecutor.DiscardPolicy();

    public static Pools on(ThreadFactory threads) {
        int cores = Runtime.getRuntime().availableProcessors();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named(threads, "berth-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(DROP);
        return new Pools(pool(Math.max(LANE_THREADS_MIN, 2 * cores), threads, "berth-lane"),
                new GrowingPool(cores, named(threads, "berth-sender"), timer, DROP),
                new GrowingPool(Math.max(ANSWER_THREADS_MIN, cores), named(threads, "berth-answer"), timer, DROP),
                new GrowingPool(CLOSER_THREADS, named(threads, "berth-closer"), timer, (work, pool) -> work.run()),
                pool(CHORE_THREADS, threads, "berth-chore"), timer);
    }

    /**
     * Lets what was handed over finish, up to a deadline. What comes later is dropped, since nothing is open any more that it could
     * be for; only connections are still ended.
     */
    void close() {
        timer.shutdownNow();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS_MAX);
        try {
            for (ExecutorService pool : new ExecutorService[] {lanes, answers, senders, closers, chores}) {
                pool.shutdown();
                pool.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much was handed over and has not begun, by the name of the pool. */
    Map<String, Integer> waiting() {
        return Map.of("lanes", waiting(lanes), "senders", waiting(senders), "answers", waiting(answers), "closers", waiting(closers));
    }

    private static int waiting(ExecutorService pool) {
        return pool instanceof ThreadPoolExecutor threads ? threads.getQueue().size() : 0;
    }

    // What is handed over is bounded elsewhere: by each lane's and each follower's own limit, and one hand-over for each;
    // chores by how many may be asked for.
    private static ExecutorService pool(int size, ThreadFactory threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                named(threads, name), DROP);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(ThreadFactory threads, String name) {
        return work -> {
            Thread thread = threads.newThread(() -> {
                // Here and not on the thread before it starts: a container's threads set their own class loader when they begin.
                Thread.currentThread().setContextClassLoader(LeanClassLoader.INSTANCE);
                work.run();
            });
            thread.setName(name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
