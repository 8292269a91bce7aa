package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.job.JobRef;
import io.llamagate.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ApiKeysTests {
    @TempDir
    private Path directory;

    @Test
    void takesTheKeyOfTheSettingWhenThereIsNoFile() {
        assertThat(current(new ApiKeys(Settings.withKey("llx-1\n", null))))
                .isEqualTo("llx-1");
    }

    @Test
    void prefersTheFileToTheSetting() throws IOException {
        write("llx-file");
        assertThat(current(keys("llx-setting"))).isEqualTo("llx-file");
    }

    @Test
    void ignoresTheSettingWhenThereIsAFileEvenIfItIsMalformed() throws IOException {
        write("llx-file");
        assertThat(current(keys("not a key"))).isEqualTo("llx-file");
    }

    @Test
    void takesWhatTheFileHoldsAfterEveryRewrite() throws IOException {
        write("llx-1");
        ApiKeys keys = keys(null);
        for (String next : new String[]{"llx-2", "llx-3", "llx-1"}) {
            write(next);
            assertThat(reloaded(keys)).isEqualTo(next);
        }
    }

    @Test
    void takesTheKeyOfEverySwapOfAMountedSecret() throws IOException {
        Files.createSymbolicLink(file(), Path.of("..data", "key"));
        swapSecret("llx-1");
        ApiKeys keys = keys(null);
        for (String next : new String[]{"llx-2", "llx-3", "llx-4"}) {
            swapSecret(next);
            assertThat(reloaded(keys)).isEqualTo(next);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key"})
    void keepsTheLastGoodKeyWhenTheFileBreaksLater(String broken) throws IOException {
        write("llx-1");
        ApiKeys keys = keys("llx-setting");
        write(broken);
        assertThat(reloaded(keys)).isEqualTo("llx-1");
    }

    @Test
    void keepsTheLastGoodKeyWhenTheFileVanishes() throws IOException {
        write("llx-1");
        ApiKeys keys = keys(null);
        Files.delete(file());
        assertThat(reloaded(keys)).isEqualTo("llx-1");
    }

    @Test
    void warnsOnceOfABrokenFileNotAtEveryLook(CapturedOutput output) throws IOException {
        ApiKeys keys = keysOfABrokenFile();
        lookThrice(keys);
        assertThat(output.getOut()).containsOnlyOnce("is empty; what it held before")
                .containsOnlyOnce(file().toString());
    }

    @Test
    void warnsAgainWhenTheFileBreaksAnotherTime(CapturedOutput output) throws IOException {
        ApiKeys keys = keysOfABrokenFile();
        lookThrice(keys);
        write("llx-2");
        lookThrice(keys);
        write("");
        lookThrice(keys);
        assertThat(output.getOut().split("is empty; what it held before", -1)).hasSize(3);
    }

    @Test
    void recoversWhenABrokenFileIsMended() throws IOException {
        ApiKeys keys = keysOfABrokenFile();
        lookThrice(keys);
        write("llx-2");
        assertThat(reloaded(keys)).isEqualTo("llx-2");
    }

    @Test
    void looksIntoTheFileAtOnceForAnotherThanARefusedKey() throws IOException {
        write("llx-1");
        ApiKeys keys = keys(null);
        write("llx-2");
        assertThat(insteadOfCurrent(keys)).isEqualTo("llx-2");
    }

    @Test
    void knowsNoOtherThanARefusedKeyOfTheSetting() {
        ApiKeys keys = new ApiKeys(Settings.withKey("llx-1", null));
        assertThat(insteadOfCurrent(keys)).isEqualTo("llx-1");
    }

    @Test
    void takesTheNextKeyOnceTheFirstIsRefused(CapturedOutput output) throws IOException {
        write("llx-1");
        ApiKeys keys = new ApiKeys(Settings.withNextKey("llx-setting",
                Files.writeString(directory.resolve("next"), "llx-next")));
        assertThat(current(keys)).isEqualTo("llx-setting");
        assertThat(insteadOfCurrent(keys)).isEqualTo("llx-next");
        assertThat(current(keys)).isEqualTo("llx-next");
        assertThat(output).contains("ERROR", "takes over").doesNotContain("llx-");
    }

    @Test
    void returnsToTheFirstKeyWhenItsFileHoldsAnother() throws IOException {
        write("llx-1");
        ApiKeys keys = new ApiKeys(Settings.withKeys(file(),
                Files.writeString(directory.resolve("next"), "llx-next")));
        assertThat(insteadOfCurrent(keys)).isEqualTo("llx-next");
        write("llx-2");
        assertThat(reloaded(keys)).isEqualTo("llx-2");
    }

    @Test
    void returnsToTheFirstKeyWhenTheNextIsRefusedToo() throws IOException {
        ApiKeys keys = new ApiKeys(Settings.withNextKey("llx-setting",
                Files.writeString(directory.resolve("next"), "llx-next")));
        insteadOfCurrent(keys);
        assertThat(insteadOfCurrent(keys)).isEqualTo("llx-setting");
    }

    @Test
    void areKeptUnderTheProjectsAndOrganizationsTheyAreFor() throws IOException {
        write("llx-project");
        ApiKeys keys = new ApiKeys(Settings.withKeyOf("proj-1", file()));
        assertThat(keys.entry("proj-1").current().value()).isEqualTo("llx-project");
        assertThat(keys.names().of("PRJ-1")).isEqualTo("proj-1");
    }

    @Test
    void nameTheSettingOfAProjectsFileThatHoldsNoKey() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new ApiKeys(Settings.withKeyOf("proj-1", file())))
                .withMessageContaining("llamagate.llamacloud.keys.proj-1.file")
                .withMessageContaining(file() + " does not exist");
    }

    @Test
    void showsKeysByTheirFingerprintsOnly(CapturedOutput output) throws IOException {
        write("llx-1");
        ApiKeys keys = keys(null);
        write("llx-2");
        lookThrice(keys);
        assertThat(output.getAll()).doesNotContain("llx-").contains("changed from 7ed00100 to ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key"})
    void refuseAFileThatHoldsNoKeyAtTheStart(String text) throws IOException {
        write(text);
        assertRefused(file(), "llx-setting");
    }

    @Test
    void refuseAMissingFileAtTheStart() {
        assertRefused(file(), "llx-setting");
    }

    private static void assertRefused(Path file, @Nullable String key) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new ApiKeys(Settings.withKey(key, file)))
                .withMessageContaining("llamagate.llamacloud.api-key-file")
                .withMessageContaining("LLAMA_CLOUD_API_KEY_FILE")
                .withMessageContaining(file.toString()).withMessageNotContaining("not a key");
    }

    private ApiKeys keysOfABrokenFile() throws IOException {
        write("llx-1");
        ApiKeys keys = keys(null);
        write("");
        return keys;
    }

    private static void lookThrice(ApiKeys keys) {
        for (int i = 0; i < 3; i++) {
            keys.reload();
        }
    }

    private static String reloaded(ApiKeys keys) {
        keys.reload();
        return current(keys);
    }

    private static String current(ApiKeys keys) {
        return keys.entry(JobRef.DEFAULT_KEY).current().value();
    }

    private static String insteadOfCurrent(ApiKeys keys) {
        KeyEntry entry = keys.entry(JobRef.DEFAULT_KEY);
        return entry.insteadOf(entry.current()).value();
    }

    private ApiKeys keys(@Nullable String setting) {
        return new ApiKeys(Settings.withKey(setting, file()));
    }

    private Path file() {
        return directory.resolve("key");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    /** As the kubelet does it: the new data aside, then one rename of the link to it. */
    private void swapSecret(String key) throws IOException {
        Path data = Files.createTempDirectory(directory, "..");
        Files.writeString(data.resolve("key"), key);
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
