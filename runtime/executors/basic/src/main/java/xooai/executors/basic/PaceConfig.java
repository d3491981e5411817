package xooai.executors.basic;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/// How fast a [PaceExecutor] passes docs on.
///
/// @param perSecond how many docs a second at most
public record PaceConfig(
        @DecimalMin("0.01") @DecimalMax("1000000") double perSecond) {}
