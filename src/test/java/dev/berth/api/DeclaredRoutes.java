package dev.berth.api;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The routes as the code declares them, such as {@code GET /api/sessions/{id}}. */
public final class DeclaredRoutes {

    /** Those that no annotation tells, because {@link FrontDoor} takes them before JAX-RS sees them. */
    private static final Set<String> STREAMS = Set.of("GET /api/sessions/{id}/events", "GET /api/events", "POST /api/chat/{id}",
            "GET /api/chat/{id}/stream", "GET /api/sessions/{id}/websocket");
    /** Those by which browsers log in and out; they look at no credentials, and the gate answers them. */
    private static final Set<String> LOGIN = Set.of("GET /api/login", "GET /api/login/callback", "POST /api/logout");
    private static final Pattern OPTIONAL = Pattern.compile("\\{\\w+:\\s*\\(([^()]*)\\)\\?\\s*}");
    private static final Pattern CONSTRAINT = Pattern.compile("\\{(\\w+)\\s*:[^{}]*}");

    private DeclaredRoutes() {
    }

    /** Every one, by its method and its path. */
    public static Set<String> all() {
        Set<String> routes = new TreeSet<>(LOGIN);
        routes.addAll(guarded());
        return routes;
    }

    /** Those that ask who calls. */
    public static Set<String> guarded() {
        Set<String> routes = new TreeSet<>(STREAMS);
        classes().filter(type -> type.isAnnotationPresent(Path.class) && !Modifier.isAbstract(type.getModifiers()))
                .flatMap(DeclaredRoutes::ofResource).forEach(routes::add);
        return routes;
    }

    private static Stream<? extends Class<?>> classes() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.berth.api").stream()
                .map(JavaClass::reflect);
    }

    private static Stream<String> ofResource(Class<?> type) {
        return Stream.of(type.getMethods()).flatMap(method -> Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class)).filter(known -> known != null)
                .flatMap(known -> paths(type, method).map(path -> known.value() + " " + path)));
    }

    private static Stream<String> paths(Class<?> type, Method method) {
        String path = Stream.of(Api.class.getAnnotation(ApplicationPath.class).value(), value(type.getAnnotation(Path.class)),
                value(method.getAnnotation(Path.class))).reduce("", DeclaredRoutes::joined);
        return Stream.of("$1", "").map(choice -> OPTIONAL.matcher(path).replaceAll(choice))
                .map(written -> CONSTRAINT.matcher(written).replaceAll("{$1}")).distinct();
    }

    private static String value(Annotation path) {
        return path instanceof Path given ? given.value() : "";
    }

    private static String joined(String path, String more) {
        String rest = more.startsWith("/") ? more.substring(1) : more;
        return rest.isEmpty() ? path : path + "/" + rest;
    }
}
