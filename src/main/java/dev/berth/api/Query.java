package dev.berth.api;

import dev.berth.session.Cursor;
import dev.berth.session.MessagePage;
import dev.berth.session.Refusal;
import dev.berth.session.WireName;
import dev.berth.session.Words;

/** Reads the parameters that several routes share. A parameter that is empty counts as left out. */
final class Query {

    private Query() {
    }

    static String text(String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    static int number(String name, String value, int standard, int min, int max) {
        if (text(value) == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence below says what it must be.
        }
        throw Refusal.invalid(name + " must be a whole number between " + min + " and " + max + ".");
    }

    /** One of the words of a type; null when it is left out. */
    static <E extends Enum<E> & WireName> E choice(String name, String value, Class<E> type) {
        return text(value) == null ? null : WireName.parse(type, name, value);
    }

    static MessagePage page(String limit, String before, String after) {
        int size = number("limit", limit, MessagePage.LIMIT_DEFAULT, 1, MessagePage.LIMIT_MAX);
        return new MessagePage(size, text(before), text(after));
    }

    /** The words that are looked for, or null. */
    static Words words(String q) {
        return text(q) == null ? null : new Words(Body.requireSound("q", q, Words.LENGTH_MAX));
    }

    /** The place from which somebody goes on: what a browser sends by itself when it comes back wins over the address. */
    static Cursor cursor(String lastEventId, String after) {
        if (text(lastEventId) != null) {
            return Cursor.parse("Last-Event-ID", lastEventId);
        }
        return text(after) == null ? null : Cursor.parse("after", after);
    }
}
