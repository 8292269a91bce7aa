package io.llamagate.fault;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves every name to this machine, or none. */
final class FickleNames extends AddressResolverGroup<InetSocketAddress> {
    private volatile boolean failing;

    void fail(boolean fails) {
        this.failing = fails;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) {
                if (failing) {
                    promise.setFailure(new UnknownHostException(name));
                } else {
                    promise.setSuccess(InetAddress.getLoopbackAddress());
                }
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                if (failing) {
                    promise.setFailure(new UnknownHostException(name));
                } else {
                    promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            }
        }.asAddressResolver();
    }
}
