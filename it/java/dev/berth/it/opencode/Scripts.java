package dev.berth.it.opencode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The scripts by their names, and which of them a prompt asks for. */
final class Scripts {

    private static final Pattern REMINDER = Pattern.compile("<system-reminder>.*?</system-reminder>", Pattern.DOTALL);

    private final Map<String, List<Step>> scripts = new ConcurrentHashMap<>();

    void add(String name, List<Step> steps) {
        scripts.put(name, steps);
    }

    /** The step that is due; one that says what is missing when there is none. */
    Step step(ProviderRequest request) {
        String prompt = words(request.prompt());
        return name(prompt).map(name -> step(name, request.step())).orElseGet(() -> Step.say("no script for: " + firstLine(prompt)));
    }

    private Step step(String name, int number) {
        List<Step> steps = scripts.get(name);
        return number < steps.size() ? steps.get(number) : Step.say("no step " + number + " in the script: " + name);
    }

    private Optional<String> name(String prompt) {
        String line = firstLine(prompt);
        return scripts.containsKey(line) ? Optional.of(line)
                : scripts.keySet().stream().filter(name -> contains(prompt, name)).max(Comparator.comparingInt(String::length));
    }

    private static boolean contains(String prompt, String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])").matcher(prompt).find();
    }

    private static String words(String prompt) {
        String withoutReminders = REMINDER.matcher(prompt).replaceAll("").strip();
        // What is said while the model works, opencode wraps in a reminder as a whole.
        return withoutReminders.isEmpty() ? prompt : withoutReminders;
    }

    private static String firstLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }
}
