package io.durastack.api.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads from a record which of its fields are always there: those that are not nullable. */
final class RequiredFields implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        JavaType java = Json31.mapper().constructType(type.getType());
        if (resolved != null && java.getRawClass().isRecord()) {
            String reference = resolved.get$ref();
            Schema<?> model =
                    reference == null
                            ? resolved
                            : context.getDefinedModels()
                                    .get(reference.substring(reference.lastIndexOf('/') + 1));
            if (model != null) {
                require(model, java.getRawClass());
            }
        }
        return resolved;
    }

    private static void require(Schema<?> model, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean listed =
                    model.getRequired() != null
                            && model.getRequired().contains(component.getName());
            boolean known =
                    model.getProperties() != null
                            && model.getProperties().containsKey(component.getName());
            if (!nullable && known && !listed) {
                model.addRequiredItem(component.getName());
            }
        }
    }
}
