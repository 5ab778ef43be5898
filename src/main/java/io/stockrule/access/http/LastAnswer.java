package io.stockrule.access.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The last answer on a connection, after which nothing that comes on it is read as a request.
///
/// Most clients send all they have before they read. If the connection were closed at once, with bytes on the way,
/// their side would take that for a failure and throw the answer away (RFC 9112 §9.6). So a close, whoever orders it,
/// closes only our side; what still comes is thrown away, until the client closes or has had its time.
final class LastAnswer extends ChannelDuplexHandler {
    private static final long SECONDS_TO_READ_IT = 5;

    private boolean given;

    private LastAnswer() {}

    /// Gives the answer and ends the connection. In HTTP/2, where each frame says to which request it belongs, only the
    /// answer is given.
    static Future<Void> give(HttpServerRequest request, Supplier<Future<Void>> answer) {
        if (request.version() == HttpVersion.HTTP_2) {
            return answer.get();
        }
        var connection = (HttpServerConnection) request.connection();
        connection.channel().pipeline().addFirst(new LastAnswer());
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        return answer.get().onComplete(_ -> connection.close());
    }

    @Override
    public void close(ChannelHandlerContext connection, ChannelPromise closed) {
        connection.channel().closeFuture().addListener(_ -> closed.trySuccess());
        if (!given) {
            given = true;
            connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> awaitReader(connection));
        }
    }

    private static void awaitReader(ChannelHandlerContext connection) {
        if (connection.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        connection.channel().config().setAutoRead(true);
        var end = connection.executor().schedule(() -> connection.close(), SECONDS_TO_READ_IT, TimeUnit.SECONDS);
        connection.channel().closeFuture().addListener(_ -> end.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object bytes) {
        if (given) {
            ReferenceCountUtil.release(bytes);
        } else {
            connection.fireChannelRead(bytes);
        }
    }
}
