# The gateway as an image. Build: docker build -t llamagate .
# Run: docker run -p 8080:8080 -e LLAMA_CLOUD_API_KEY=llx-... -e LLAMAGATE_CALLERS_MODE=open llamagate
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
# What is downloaded stays in a layer of its own until the versions change.
COPY pom.xml ./
RUN mvn -B -ntp -Dmaven.test.skip dependency:go-offline
COPY application.yml eclipse-formatter.xml ./
COPY src/main src/main
RUN mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip package
RUN ["java", "-Djarmode=tools", "-jar", "target/llamagate.jar", "extract", "--destination", "app"]

FROM ${RUN_IMAGE}
LABEL org.opencontainers.image.title="Llamagate" \
      org.opencontainers.image.description="A small, fast gateway between internal services and LlamaCloud's batch jobs" \
      org.opencontainers.image.version="0.1.0"
WORKDIR /app
COPY --from=build /build/app/lib lib
COPY --from=build /build/app/llamagate.jar ./
COPY jvm.options ./
# A start and its end write down what the JVM learnt (docs/decisions/0012). It asks nobody anything,
# and its key is none.
RUN ["java", "@jvm.options", "-XX:AOTCacheOutput=llamagate.aot", "-Dspring.context.exit=onRefresh", "-jar", "llamagate.jar", "--llamagate.llamacloud.api-key=none"]
# Inside a container, 127.0.0.1 would reach nobody. So it wants to know how callers are told apart.
ENV SERVER_ADDRESS=0.0.0.0 MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
EXPOSE 8080 8081
USER 10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=llamagate.aot", "-jar", "llamagate.jar"]
