package dev.berth.live;

import dev.berth.session.SessionLog;
import dev.berth.session.SessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Stands between the sessions and their real store, and lets a test make single calls go wrong. */
final class Between {

    /** What a test does around a call: {@code real} makes it. */
    interface Around {
        Object call(String method, Object[] arguments, Callable<Object> real) throws Exception;
    }

    private Between() {
    }

    /** Puts something around the calls to a store. */
    static UnaryOperator<SessionStore> store(Around around) {
        return real -> proxy(SessionStore.class, real, around);
    }

    /** Puts something around the calls to every log that is opened. */
    static UnaryOperator<SessionStore> logs(Around around) {
        return store((method, arguments, real) -> {
            Object result = real.call();
            return method.startsWith("open") ? proxy(SessionLog.class, (SessionLog) result, around) : result;
        });
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> around.call(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw (Exception) e.getCause();
                    }
                })));
    }
}
