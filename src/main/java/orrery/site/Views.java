package orrery.site;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleHash;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows values to templates: text, numbers, truth values, lists, maps, and the parts of the records
 * of {@link View}, {@link StatusView}, {@link SubmitView} and {@link Charts}. An allow list by its
 * nature: for anything else there is no way in. (FreeMarker's own wrappers know beans as well; that
 * takes longer to start than a small planet takes to render.)
 */
final class Views implements ObjectWrapper {
  private static final Set<Class<?>> VIEWS =
      Set.of(View.class, StatusView.class, SubmitView.class, Charts.class);

  private static final ClassValue<Map<String, Method>> PARTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          if (!VIEWS.contains(type.getEnclosingClass())) {
            throw new IllegalArgumentException(type + " is not for templates");
          }
          Map<String, Method> parts = new HashMap<>();
          for (RecordComponent part : type.getRecordComponents()) {
            parts.put(part.getName(), part.getAccessor());
          }
          return parts;
        }
      };

  @Override
  public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
    return switch (value) {
      case null -> null;
      case TemplateModel model -> model;
      case String text -> new SimpleScalar(text);
      case View.Written piece -> written(piece.bytes());
      case Record view -> new Parts(view, PARTS.get(view.getClass()), this);
      case List<?> list -> new Items(list, this);
      case Boolean truth -> truth ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
      case Number number -> new SimpleNumber(number);
      case Map<?, ?> map -> new SimpleHash(map, this);
      default -> throw new TemplateModelException(value.getClass() + " is not for templates");
    };
  }

  /** {@code <@piece/>} puts in what was written before. */
  private static TemplateDirectiveModel written(byte[] piece) {
    return (environment, parameters, variables, body) -> ((Utf8) environment.getOut()).put(piece);
  }

  private record Parts(Record view, Map<String, Method> parts, Views views)
      implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      Method part = parts.get(name);
      if (part == null) {
        return null;
      }
      try {
        return views.wrap(part.invoke(view));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new TemplateModelException(e);
      }
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  private record Items(List<?> list, Views views) implements TemplateSequenceModel {
    @Override
    public @Nullable TemplateModel get(int index) throws TemplateModelException {
      return index >= 0 && index < list.size() ? views.wrap(list.get(index)) : null;
    }

    @Override
    public int size() {
      return list.size();
    }
  }
}
