package xooai.codec;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.Image;
import xooai.doc.Tensor;
import xooai.doc.Text;

/// Doc types with constraints of every kind.
final class Specimens {
    static final List<Class<? extends Doc>> ALL =
            List.of(Invoice.class, Person.class, Numbers.class, Tree.class, Text.class, Image.class, Everything.class);

    private Specimens() {}

    enum Status {
        OPEN,
        PAID
    }

    record Line(
            @Nullable Text item,
            @Positive double price,
            @Size(max = 2) @Nullable List<@Size(max = 3) String> notes) {}

    record Invoice(
            @NotNull Text title,
            @Nullable Image scan,
            @Size(min = 1, max = 3) @Nullable List<@Valid Line> lines,
            @Nullable Line best,
            @NotNull Status status,
            @Nullable Instant due,
            @Nullable Map<String, Line> byName)
            implements Doc {}

    record Person(
            @NotBlank @Size(max = 5) String name,
            @Email @Nullable String mail,
            @Min(0) @Max(10) int age,
            @Pattern(regexp = "[A-Z]{3}-[0-9]{2}") @Nullable String code,

            @Pattern(regexp = ".*a.*") @Pattern(regexp = ".*b.*") @NotBlank @Nullable
            String both,

            @DecimalMin("0.5") @DecimalMax(value = "2.5", inclusive = false) @Nullable
            Double ratio,

            @NegativeOrZero long debt,
            @Size(min = 1, max = 2) @Nullable Map<String, @Min(1) Integer> counts,
            @NotEmpty List<@NotBlank String> tags,
            @NotEmpty @Size(min = 2) @Nullable String longer)
            implements Doc {}

    record Numbers(
            double any,
            @Positive double up,
            @Negative @Nullable Double down,
            @PositiveOrZero float single,
            @Min(1) @Positive @Nullable Long twice,
            boolean flag,
            @Nullable Boolean maybe,
            @Nullable Tensor tensor,
            @Nullable Content content)
            implements Doc {}

    record Tree(@NotNull String name, @Nullable List<Tree> children) implements Doc {}
}
