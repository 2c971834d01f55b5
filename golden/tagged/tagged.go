// Package tagged has two channels that reach the same types, one with
// required=tagged and one with the default required=all.
package tagged

// Strict needs every field that is not optional.
//
// ws:channel orders
type Strict struct {
	ClientToServer Order
}

// Loose needs only the fields that are tagged as required, by any of the three
// tags, at every depth.
//
// ws:channel loose-orders required=tagged
type Loose struct {
	ClientToServer Order
	ServerToClient Answer
}

// An Order has required fields of each kind.
type Order struct {
	ID    string `json:"id" validate:"required"`
	Shop  string `json:"shop" binding:"required"`
	Count int    `json:"count" ws:"required"`
	Note  string `json:"note"`
	Items []Item `json:"items"`
	Main  *Item  `json:"main"`
}

// An Item is reached through an Order in both ways.
type Item struct {
	SKU   string `json:"sku" ws:"required"`
	Price int    `json:"price"`
}

// Answer is a union that only the loose channel reaches.
//
// ws:union
type Answer interface{ answer() }

// Accepted carries a total that may be absent.
type Accepted struct {
	Total int `json:"total"`
}

// Refused carries a reason that may not.
type Refused struct {
	Reason string `json:"reason" ws:"required"`
}

func (Accepted) answer() {}
func (Refused) answer()  {}
