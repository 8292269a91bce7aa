# The gateway as an image. Build: docker build -t llamagate .
# Run: docker run -p 8080:8080 -e LLAMA_CLOUD_API_KEY=llx-... -e LLAMAGATE_CALLERS_MODE=open llamagate
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -DskipTests package

FROM ${RUN_IMAGE}
WORKDIR /app
COPY --from=build /build/target/llamagate.jar /build/jvm.options ./
# Inside a container, 127.0.0.1 would reach nobody. So it wants to know how callers are told apart.
ENV SERVER_ADDRESS=0.0.0.0 MANAGEMENT_SERVER_ADDRESS=0.0.0.0
EXPOSE 8080 8081
USER 10001
ENTRYPOINT ["java", "@jvm.options", "-jar", "llamagate.jar"]
