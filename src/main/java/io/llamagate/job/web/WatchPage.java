package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.job.watch.WatchProperties;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The page that shows jobs while they come along, and its files. It is the same for everyone; what
 * it shows it has to ask for as any caller.
 */
@RestController
@Hidden
class WatchPage {
    static final String PATH = "/watch";

    private static final String FILES = "classpath:io/llamagate/job/web/watch/*";
    private static final String PAGE = "index.html";

    private final Map<String, ResponseEntity<byte[]>> files = new HashMap<>();

    WatchPage(WatchProperties settings) throws IOException {
        if (settings.page()) {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                files.put(String.valueOf(file.getFilename()), answer(file));
            }
        }
    }

    @RequestMapping(PATH)
    ResponseEntity<byte[]> page(HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        return answer(files.get(PAGE), request);
    }

    /** The page itself is at its own address only, which its links are relative to. */
    @RequestMapping(PATH + "/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        return answer(name.equals(PAGE) ? null : files.get(name), request);
    }

    private static ResponseEntity<byte[]> answer(@Nullable ResponseEntity<byte[]> file,
            HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        if (file == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!ReadMethodsOnly.READ_METHODS.contains(request.getMethod())) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod(),
                    ReadMethodsOnly.READ_METHODS);
        }
        return file;
    }

    /** Browsers ask each time whether it is still the same, so that no old file meets a new one. */
    private static ResponseEntity<byte[]> answer(Resource file) throws IOException {
        byte[] content = file.getContentAsByteArray();
        return ResponseEntity.ok().contentType(type(file)).cacheControl(CacheControl.noCache())
                .eTag(DigestUtils.md5DigestAsHex(content)).body(content);
    }

    private static MediaType type(Resource file) {
        MediaType type = MediaTypeFactory.getMediaType(file).orElseThrow();
        return type.getType().equals("text") ? new MediaType(type, UTF_8) : type;
    }
}
