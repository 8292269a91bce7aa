package io.llamagate.job.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The pages that the type of a problem leads to: what it means and what to do. */
@RestController
@Hidden
class ProblemPages {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML,
            StandardCharsets.UTF_8);

    private final Template template;

    ProblemPages() throws IOException {
        ClassPathResource source = new ClassPathResource("problem.mustache", ProblemPages.class);
        try (Reader reader = new InputStreamReader(source.getInputStream(),
                StandardCharsets.UTF_8)) {
            template = Mustache.compiler().compile(reader);
        }
    }

    @GetMapping("/problems")
    ResponseEntity<String> all() {
        return page(Map.of("problem", false, "all",
                Arrays.stream(Problem.values()).map(ProblemPages::view).toList()));
    }

    @GetMapping("/problems/{code}")
    ResponseEntity<String> one(@PathVariable String code) {
        return page(Map.of("problem", Problem.ofCode(code).map(ProblemPages::view)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))));
    }

    private ResponseEntity<String> page(Map<String, Object> model) {
        return ResponseEntity.ok().contentType(HTML)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(template.execute(model));
    }

    private static Map<String, Object> view(Problem problem) {
        return Map.of("code", problem.code(), "status", problem.status().value(), "title",
                problem.title(), "retryable", problem.retryable(), "meaning", problem.meaning(),
                "remedy", problem.remedy());
    }
}
