// Package runtime serves the channels of a contract over WebSockets, and is
// their Go client.
//
// # Serving
//
// A [Server] is an [http.Handler]. [Handle] gives it a channel, from the
// generated variable Channels, and the functions that are called for its
// clients. All of it is typed by the contract: what does not belong on the
// channel does not compile.
//
//	srv := runtime.NewServer(runtime.Options{Authenticate: whoIs})
//	room := runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
//		OnConnect: func(ctx context.Context, c *runtime.Conn[chat.Event]) error {
//			c.Join(runtime.HandshakeOf[chat.Chat](c).Params.Room)
//			return nil
//		},
//		OnMessage: func(ctx context.Context, c *runtime.Conn[chat.Event], m chat.Command) error {
//			switch m := m.(type) {
//			case chat.Say:
//				c.Hub().To(c.Rooms()...).Broadcast(ctx, chat.Said{Text: m.Text})
//			}
//			return nil
//		},
//	})
//	room.Broadcast(ctx, chat.Notice{Text: "welcome"}) // from anywhere
//	http.ListenAndServe(":8080", srv)
//
// The path of a channel is that of the contract. Where the server is mounted
// below another path, [http.StripPrefix] takes that away. An [http.Server] in
// front of it should have a ReadHeaderTimeout; its other timeouts end with the
// upgrade.
//
// [Server.HandleRoute] and [Server.RegisterValidator] do the same for programs
// that learn of a channel at run time, with messages that stay JSON.
//
// # What clients send
//
// Each message is read and checked in one pass before anybody sees it. One that
// is not JSON, or breaks its contract, never reaches OnMessage, and is answered:
//
//	{"type":"error","message":"malformed message: unexpected end of message"}
//	{"type":"validation_error","id":7,"errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}
//
// An error of OnMessage is answered too. Its text goes to the log and not to the
// client, unless it is an [*Error]:
//
//	{"type":"error","id":7,"message":"message handler error"}
//	{"type":"error","id":7,"code":"room_full","message":"the room is full"}
//
// The id is that of the message, when it has a short one (a string or an
// integer) as its top-level key "id". In all these cases the connection stays
// open.
//
// # Who may call what, from where
//
// Every method of [Server], [Hub], [Audience], [Manager], [Conn], [Peer] and
// [Key] may be called from any goroutine, also from within callbacks. None of
// them waits for a client, except [Conn.SendWait] and [Server.Shutdown]; the
// latter must not be called from a callback: it would wait for itself. What
// several goroutines broadcast arrives everywhere, and each client gets what one
// of them sent in its order; that of different ones may differ from client to
// client.
//
// The callbacks of one connection run one at a time and in order: OnConnect,
// then OnMessage for each message, then OnDisconnect. Those of different
// connections run at the same time. While one runs, little more is read from
// its client: a client that sends faster than its messages are handled is
// slowed down by the network, and no other is. When a callback runs for longer
// than a quarter of a second, one message is read ahead, which then waits for its
// turn; so pings are answered and a client that leaves is noticed, within half a
// second, if it had not sent a second message. With [Handler.Concurrency],
// several messages of a connection are handled at once, and out of order.
//
// A callback that does not return keeps its goroutine and its connection's
// memory; nothing in Go can end it. When its context ends it should return.
//
// The context of a connection ([Conn.Context], which OnConnect and OnMessage
// get) has the values of the request's context (but see [Options.ConnContext]),
// and ends when the connection begins to close, not with the request or the
// [http.Server]; [context.Cause] is then a [*CloseError]. OnDisconnect gets one
// that has not ended.
//
// # The life of a connection
//
//  1. The upgrade request is checked: method, version and key, origin
//     ([Options.AllowedOrigins]), a free place ([Options.MaxConnections],
//     [Options.MaxPerIP]), who the client is ([Options.Authenticate],
//     [Options.MaxPerPrincipal]), and the parameters in path and query. Who
//     fails is answered 4xx or 5xx, or, for browsers, a close code
//     ([Options.RejectAfterUpgrade]).
//  2. OnConnect runs. Nobody else finds the connection until it has returned
//     nil, and broadcasts do not reach it, except in rooms that it joins. An
//     error closes the connection: 1011, or the code of [Reject].
//  3. OnMessage runs for each message that keeps the contract.
//     [Options.Middleware] and [Handler.Middleware] stand around it.
//  4. The connection begins to close, for whatever reason comes first. It
//     leaves the [Manager], its hub and its rooms, its context ends, and
//     sending returns [ErrClosed].
//  5. OnDisconnect runs, exactly once, and is told why.
//
// A callback that panics ends its own connection with 1011, is logged with its
// stack, and disturbs nobody else.
//
// # Who the client is
//
// [Options.Authenticate] returns a principal, anything that says who the client
// is, from a cookie or a [Token]. If it has an id (see [Options.PrincipalID]), its
// connections can be found with [Manager.Principal], bounded with
// [Options.MaxPerPrincipal], and closed with [Manager.ClosePrincipal] when
// somebody logs out. If its session ends at some time (see
// [Options.PrincipalExpiry]), so do they, with 4401.
//
// # Sending
//
// [Conn.Send], [Hub.Broadcast] and their like put a message into the queue of
// each receiver and return. A broadcast is encoded once. The queue is bounded
// in bytes and in age ([Options.QueueBytes], [Options.QueueAge]); what happens
// to a client that reads too slowly is the contract's overflow, or
// [Options.Overflow]:
//
//   - close: the connection is closed with 4408, and Send returns [ErrSlow].
//   - drop-oldest: what waits longest is dropped.
//   - drop-newest: the new message is dropped, and Send returns [ErrDropped].
//
// With each, a client that takes nothing for [Options.WriteTimeout] is closed
// with 4408. A sender that must not lose anything, and may wait, uses
// [Conn.SendWait]. [Stats] counts what was delivered and dropped; together that is
// what was sent.
//
// Messages to one client arrive in the order of the calls that sent them. That
// a message was delivered means that the network took it, not that the client
// has seen it.
//
// # Limits
//
// All are on by default, but for [Options.MaxPerIP] and
// [Options.MaxPerPrincipal], which depend on the program. They are fields of
// [Options], with their units and defaults. The contract's max-size, rate and
// overflow go before them. A client that breaks one is closed with a code that
// says so; see below.
//
// Compression is off by default; see [Options.Compression]. Where it is on, the
// limits are those of the messages, not of what they were compressed to.
//
// # Close codes
//
// This is the table of [CloseCodes], with what a client should do. Other codes
// from 3000 to 4999 are for the application.
//
//	1000  normal             the work is done                                                    never
//	1001  going away         the server is shutting down, or the user left the page              backoff
//	1002  protocol error     a frame broke RFC 6455                                              never
//	1003  unsupported data   a binary message, where the server was told to refuse them          never
//	1005  no status          the other side closed without a code                                backoff
//	1006  abnormal           the connection broke without a close frame                          backoff
//	1007  invalid UTF-8      a text message was not UTF-8                                        never
//	1008  policy             too many invalid messages, frames or pings, or bad parameters       never
//	1009  too big            a message was larger than the channel allows                        never
//	1011  internal error     the server failed, or a callback did                                backoff
//	1012  restart            the server restarts                                                 backoff
//	1013  overload           the server has too much to do                                       backoff
//	4004  unknown channel    there is no channel at this path                                    never
//	4401  not authenticated  the client has to sign in first                                     never
//	4403  forbidden          the client may not use this channel                                 never
//	4408  too slow           the client did not read, send or answer a ping in time              now
//	4429  too many           more messages per second, or connections, than a client may have    backoff
//
// # Seeing it run
//
// [Options.Metrics] is told what happens, with labels that stay few;
// [Server.Stats] and [Hub.Stats] count it; [Server.Health] is for load balancers;
// [Options.Logger] gets what goes wrong, a few lines of a kind in a minute.
//
// # Ending
//
// [Server.Shutdown] refuses new clients with 503, lets callbacks finish, tells
// every client 1001, in batches so that they do not all come back at once
// ([Options.Drain]), and waits. [http.Server.Shutdown] does not know of
// connections that were upgraded, so a program calls both:
//
//	web.Shutdown(ctx)
//	srv.Shutdown(ctx)
//
// # A client in Go
//
// [Dial] connects to a channel, typed the other way round:
//
//	c, err := runtime.Dial(ctx, "wss://example.com", chat.Channels.Chat, runtime.DialOptions{
//		Handshake: chat.Chat{Params: chat.Params{Room: "general"}},
//	})
//	defer c.Close()
//	err = c.Send(ctx, chat.Say{Text: "hello"})
//	for event, err := range c.All(ctx) { … }
//
// [Connect] does so again whenever the connection has ended, unless the table
// above says never: after a random time whose bound doubles with each failure,
// and no sooner than a Retry-After of the server. What the server has sent in
// between is lost, and so [ReconnectingClient.Receive] says where:
//
//	c, err := runtime.Connect(ctx, "wss://example.com", chat.Channels.Chat, runtime.ConnectOptions[chat.Command, chat.Event]{
//		Prepare: func(ctx context.Context, opts *runtime.DialOptions) (err error) {
//			opts.Token, err = tokens.Fresh(ctx)
//			opts.Handshake = chat.Chat{Params: chat.Params{Room: "general"}}
//			return err
//		},
//	})
//	defer c.Close()
//	for event, err := range c.All(ctx) {
//		if gap, ok := errors.AsType[*runtime.Gap](err); ok {
//			… // ask for what was missed in the last gap.Down
//		}
//	}
//
// Both notice a server that is gone without a word: one that is silent is sent
// pings ([DialOptions.HeartbeatInterval]). Both need somebody who receives.
//
// # Tests
//
// Package [github.com/wscontract/wscontract/runtime/wstest] has servers and
// clients on a network in memory, where time can be made to pass.
package runtime
