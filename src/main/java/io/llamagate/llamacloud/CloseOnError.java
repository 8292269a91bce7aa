package io.llamagate.llamacloud;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes a connection on which something could not be read, once the call has been told. Its answer
 * never ends then, for which the HTTP client would wait before it lends the connection again.
 */
final class CloseOnError extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.fireExceptionCaught(cause);
        var _ = context.close();
    }
}
