package dev.berth.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** One browser window on Berth's page, seen by what the page shows. */
final class Page implements AutoCloseable {

    private static final String ANSWER = "article[data-message-id][data-role=assistant]";

    private final ChromeDriver browser;
    private final Berth berth;

    /** @param options for the browser */
    Page(Berth berth, String... options) {
        this.berth = berth;
        this.browser = Browsers.open(options);
    }

    /** Whether the browser heeds what pages forbid it, from the next page on. */
    void obeyPolicy(boolean obey) {
        browser.executeCdpCommand("Page.setBypassCSP", Map.of("enabled", !obey));
    }

    /** The browser itself, for those who look at a page by its means. */
    ChromeDriver browser() {
        return browser;
    }

    void visit(String address) {
        browser.get(address);
    }

    Page openDashboard(String userId) {
        browser.get(berth.at("/?userId=" + userId).toString());
        return awaitConnected();
    }

    Page openSession(String id) {
        browser.get(berth.at("/session.html?id=" + id).toString());
        return awaitConnected();
    }

    /** Opens a session by a share link, as somebody who has nothing else. */
    Page openShared(String id, String token) {
        browser.get(berth.at("/session.html?id=" + id + "#share=" + token).toString());
        return this;
    }

    /** Opens a page that may show anything. @param path of Berth */
    Page open(String path) {
        browser.get(berth.at(path).toString());
        return this;
    }

    Page reload() {
        browser.navigate().refresh();
        return awaitConnected();
    }

    Page awaitConnected() {
        await("[data-connection=connected]");
        return this;
    }

    String url() {
        return browser.getCurrentUrl();
    }

    /** Clicks on the first such element that shows. */
    void click(String css) {
        Await.until("a visible " + css, () -> clicked(By.cssSelector(css), ""));
    }

    /** Clicks on the button with these words. */
    void clickButton(String words) {
        Await.until("the button " + words, () -> clicked(By.tagName("button"), words));
    }

    /** What is drawn anew between finding and clicking is looked for once more. */
    private boolean clicked(By place, String words) {
        try {
            Optional<WebElement> found = browser.findElements(place).stream()
                    .filter(e -> e.isDisplayed() && e.isEnabled() && (words.isEmpty() || e.getText().strip().equals(words))).findFirst();
            found.ifPresent(WebElement::click);
            return found.isPresent();
        } catch (StaleElementReferenceException e) {
            return false;
        } catch (WebDriverException e) {
            if (isOfThePageBefore(e)) {
                return false;
            }
            throw e;
        }
    }

    /** So the driver says it when the browser goes to another page between two of its own questions. */
    private static boolean isOfThePageBefore(WebDriverException e) {
        return String.valueOf(e.getMessage()).contains("does not belong to the document");
    }

    /** Types into the field with this label. */
    void type(String label, String text) {
        WebElement field = (WebElement) browser.executeScript("""
                const named = [...document.querySelectorAll('input, textarea')]
                return named.find(f => f.ariaLabel === arguments[0]
                        || [...f.labels ?? []].some(l => l.textContent.trim() === arguments[0]))""", label);
        Objects.requireNonNull(field, "no field " + label);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses from the menu of a session's card. @param choice such as {@code rename} */
    void choose(String sessionId, String choice) {
        click("[data-sessions] [data-session-id='" + sessionId + "'] [data-action=menu]");
        click("[role=menu] [data-choice=" + choice + "]");
    }

    /** Presses keys, one after the other, on whatever has the focus. */
    void press(CharSequence... keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    /** Types into a field of a page that is not ours. */
    void fill(String css, String text) {
        await(css);
        browser.findElement(By.cssSelector(css)).sendKeys(text);
    }

    /** Writes a message and sends it with the Enter key. */
    void say(String text) {
        type("Message", text);
        browser.findElement(By.cssSelector("textarea[aria-label=Message]")).sendKeys(Keys.ENTER);
    }

    /** Puts what was copied into the field with this label. */
    void paste(String label) {
        type(label, "");
        browser.findElement(By.cssSelector("[aria-label='" + label + "']")).sendKeys(Keys.chord(Keys.CONTROL, "v"));
    }

    /** Chooses files for the next message, as by its button. */
    void attach(Path... files) {
        await("[data-action=attach]");
        String paths = Stream.of(files).map(Path::toString).collect(Collectors.joining("\n"));
        browser.findElement(By.cssSelector("input[type=file]")).sendKeys(paths);
    }

    /** What is written in the field for messages. */
    String written() {
        return (String) browser.executeScript("return document.querySelector('textarea[name=content]').value");
    }

    /** The browser has no network any more, or has it again. */
    void network(boolean isThere) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.emulateNetworkConditions",
                Map.of("offline", !isThere, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Pages are loaded, but no answer of the API arrives until it is let go. */
    void holdApi() {
        browser.executeCdpCommand("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*/api/*"))));
    }

    void letApiGo() {
        browser.executeCdpCommand("Fetch.disable", Map.of());
    }

    /** Runs a script before those of each page that is opened from now on. @return its name, to be taken back by */
    String beforePages(String script) {
        return (String) browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script)).get("identifier");
    }

    void noMoreBeforePages(String name) {
        browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", name));
    }

    /** The size of what is seen of a page. */
    void resize(int width, int height, boolean isPhone) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
    }

    void fullSize() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    boolean has(String css) {
        return (Boolean) browser.executeScript("return [...document.querySelectorAll(arguments[0])].some(e => e.checkVisibility())", css);
    }

    void await(String css) {
        Await.until(css + " in " + url(), () -> has(css));
    }

    void awaitGone(String css) {
        Await.until("no " + css, () -> !has(css));
    }

    /** The text of the first such element; empty when there is none. */
    String text(String css) {
        return (String) browser.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", css);
    }

    /** The value of an attribute of the first such element. */
    String attribute(String css, String name) {
        return (String) browser.executeScript("return document.querySelector(arguments[0]).getAttribute(arguments[1])", css, name);
    }

    /** Waits until the first such element shows and says this, among other things. */
    void awaitText(String css, String words) {
        await(css);
        Await.until("\"" + words + "\" in " + css, () -> text(css), text -> text.contains(words));
    }

    /** The network becomes so slow that no request gets through. */
    void holdRequests() {
        browser.executeScript("""
                const send = window.fetch
                const free = new Promise(resolve => { window.letRequestsGo = resolve })
                window.fetch = (...request) => free.then(() => send(...request))""");
    }

    void letRequestsGo() {
        browser.executeScript("window.letRequestsGo()");
    }

    /** What the agent has said in its latest message. */
    String answer() {
        return (String) browser.executeScript("""
                const last = [...document.querySelectorAll(arguments[0])].at(-1)
                return [...last?.querySelectorAll('[data-part=text]') ?? []].map(part => part.textContent).join('')""", ANSWER);
    }

    String awaitAnswer(String whole) {
        return Await.until("the whole answer", this::answer, whole::equals);
    }

    /** The ids of the cards, in their order. */
    @SuppressWarnings("unchecked")
    List<String> cards() {
        return (List<String>) browser.executeScript("""
                const cards = document.querySelectorAll('[data-sessions] [data-session-id]')
                return [...cards].map(card => card.dataset.sessionId)""");
    }

    Object script(String script) {
        return browser.executeScript(script);
    }

    /** What the browser complained of since the last time. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().intValue() >= 900)
                .map(Object::toString).toList();
    }

    @Override
    public void close() {
        browser.quit();
    }
}
