package dev.berth.catalogue;

import dev.berth.session.Catalogue;
import dev.berth.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Gives the catalogue to whoever starts Berth, and who closes it again. */
@ApplicationScoped
public class CatalogueProducer {

    @Produces
    Catalogue catalogue(Settings settings) {
        return new SqliteCatalogue(settings.data());
    }
}
