// Package binance is a contract over the types of github.com/adshao/go-binance: the
// streams of an exchange, on the spot market and for futures.
//
// Keys are one letter, and those that differ only in case are different keys: e is
// the name of an event and E is when it was. Nothing is tagged as optional, prices are
// strings, and one stream has arrays for messages.
package binance

import (
	"encoding/json"

	"github.com/adshao/go-binance/v2"
	"github.com/adshao/go-binance/v2/futures"
)

// Stream is one stream of one symbol, which the path names.
//
// ws:channel stream path=/ws/{stream} required=tagged
type Stream struct {
	Params struct {
		Stream string `path:"stream"`
	}
	ClientToServer Request
	ServerToClient Event
}

// StrictStream is the same, with every field required that is not tagged as
// optional. It is here to measure that rule on real messages.
//
// ws:channel stream-strict required=all
type StrictStream struct {
	ServerToClient Event
}

// A Request changes what a connection is told.
type Request struct {
	Method Method `json:"method" ws:"required"`
	// Params are names of streams, or a property and its value.
	Params []json.RawMessage `json:"params,omitempty"`
	ID     json.RawMessage   `json:"id,omitempty"`
}

// A Method is what a client can ask for.
type Method string

// The methods of the streams.
const (
	Subscribe         Method = "SUBSCRIBE"
	Unsubscribe       Method = "UNSUBSCRIBE"
	ListSubscriptions Method = "LIST_SUBSCRIPTIONS"
	SetProperty       Method = "SET_PROPERTY"
	GetProperty       Method = "GET_PROPERTY"
)

// An Event is something that happened on the spot market.
//
// ws:union tag=e
type Event struct {
	Depth      *Depth                          `ws:"depthUpdate"`
	Kline      *binance.WsKlineEvent           `ws:"kline"`
	AggTrade   *binance.WsAggTradeEvent        `ws:"aggTrade"`
	Trade      *binance.WsTradeEvent           `ws:"trade"`
	Ticker     *binance.WsMarketStatEvent      `ws:"24hrTicker"`
	MiniTicker *binance.WsMiniMarketsStatEvent `ws:"24hrMiniTicker"`
}

// Depth is what changed in the order book. It is ours: the module reads these
// messages by hand, into a type that does not have their shape.
//
// ws:ignore int64 "milliseconds since 1970, and numbers of updates that are far below 2^53"
// ws:ignore casekeys "the exchange named them"
type Depth struct {
	Time          int64   `json:"E" ws:"required"`
	Symbol        string  `json:"s" ws:"required"`
	FirstUpdateID int64   `json:"U" ws:"required"`
	LastUpdateID  int64   `json:"u" ws:"required"`
	Bids          []Level `json:"b"`
	Asks          []Level `json:"a"`
}

// A Level is a price and a quantity; older streams have an empty array behind them.
type Level []json.RawMessage

// Combined is several streams in one connection, which say for each event which
// stream it is from.
//
// ws:channel combined path=/stream required=tagged
type Combined struct {
	Query struct {
		Streams string `query:"streams"`
	}
	ClientToServer Request
	ServerToClient FromStream
}

// FromStream is an event and where it is from.
type FromStream struct {
	Stream string `json:"stream" ws:"required"`
	Data   Event  `json:"data" ws:"required"`
}

// Tickers are all symbols at once: each message is an array.
//
// ws:channel tickers path=/ws/!miniTicker@arr required=tagged
type Tickers struct {
	ServerToClient binance.WsAllMiniMarketsStatEvent
}

// Book is the best price of a symbol, which has no tag: only the path tells what
// it is.
//
// ws:channel book path=/ws/!bookTicker required=tagged
type Book struct {
	ServerToClient binance.WsBookTickerEvent
}

// Account is what happens to the orders and balances of one person.
//
// ws:channel account required=tagged
type Account struct {
	ServerToClient AccountEvent
}

// An AccountEvent is one change of an account.
//
// ws:union tag=e
type AccountEvent struct {
	// ws:ignore int64 "milliseconds since 1970"
	Time int64 `json:"E" ws:"required"`

	Order    *binance.WsOrderUpdate       `ws:"executionReport"`
	Position *binance.WsAccountUpdateList `ws:"outboundAccountPosition"`
	Balance  *binance.WsBalanceUpdate     `ws:"balanceUpdate"`
}

// Futures is one stream of one contract.
//
// ws:channel futures required=tagged
type Futures struct {
	ServerToClient FuturesEvent
}

// A FuturesEvent is something that happened on the market for futures.
//
// ws:union tag=e
type FuturesEvent struct {
	AggTrade        *futures.WsAggTradeEvent         `ws:"aggTrade"`
	MarkPrice       *futures.WsMarkPriceEvent        `ws:"markPriceUpdate"`
	Kline           *futures.WsKlineEvent            `ws:"kline"`
	ContinuousKline *futures.WsContinuousKlineEvent  `ws:"continuous_kline"`
	MiniTicker      *futures.WsMiniMarketTickerEvent `ws:"24hrMiniTicker"`
	Ticker          *futures.WsMarketTickerEvent     `ws:"24hrTicker"`
	BookTicker      *futures.WsBookTickerEvent       `ws:"bookTicker"`
	Liquidation     *futures.WsLiquidationOrderEvent `ws:"forceOrder"`
	NetAssetValue   *futures.WsBLVTInfoEvent         `ws:"nav"`
	CompositeIndex  *futures.WsCompositeIndexEvent   `ws:"compositeIndex"`
}

// FuturesAccount is what happens to the positions of one person.
//
// ws:channel futures-account required=tagged
type FuturesAccount struct {
	ServerToClient FuturesAccountEvent
}

// A FuturesAccountEvent is one change of an account.
//
// ws:union tag=e
type FuturesAccountEvent struct {
	// ws:ignore int64 "milliseconds since 1970"
	Time int64 `json:"E" ws:"required"`
	// ws:ignore int64 "milliseconds since 1970"
	TransactionTime int64 `json:"T,omitzero"`

	Expired *Expired                               `ws:"listenKeyExpired"`
	Margin  *futures.WsUserDataMarginCall          `ws:"MARGIN_CALL"`
	Account *futures.WsUserDataAccountUpdate       `ws:"ACCOUNT_UPDATE"`
	Order   *futures.WsUserDataOrderTradeUpdate    `ws:"ORDER_TRADE_UPDATE"`
	Config  *futures.WsUserDataAccountConfigUpdate `ws:"ACCOUNT_CONFIG_UPDATE"`
	Trade   *futures.WsUserDataTradeLite           `ws:"TRADE_LITE"`
}

// Expired says that the connection ends, and nothing else.
type Expired struct{}
