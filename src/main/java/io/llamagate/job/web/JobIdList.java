package io.llamagate.job.web;

import io.llamagate.job.InvalidRequestException;
import java.util.List;

/**
 * The jobs that one request asks about: ids as they were sent, each of which may still break the
 * rule for ids. Immutable.
 *
 * @param ids 1 to 100, in the order asked, duplicates kept
 */
record JobIdList(List<String> ids) {
    static final int MOST = 100;

    /**
     * Takes the ids.
     *
     * @throws InvalidRequestException if they are none or too many
     */
    static JobIdList of(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw new InvalidRequestException(
                    "ids must list 1 to %d job ids; there are %d.".formatted(MOST, ids.size()));
        }
        return new JobIdList(List.copyOf(ids));
    }
}
