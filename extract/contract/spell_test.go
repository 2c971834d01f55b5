package contract

import "testing"

func TestSpellWritesTypesAsTheirPackageWould(t *testing.T) {
	str, price := &Type{Kind: String}, &Type{Kind: Ref, Name: "example.com/shop/money.Price"}
	c := &Contract{Types: []*Named{
		{ID: "example.com/shop.Page[example.com/shop/money.Price,string]", Package: "example.com/shop", PackageName: "shop", Name: "Page", TypeArgs: []*Type{price, str}},
		{ID: "example.com/shop/money.Price", Package: "example.com/shop/money", PackageName: "money", Name: "Price"},
	}}
	page := &Type{Kind: Ref, Name: "example.com/shop.Page[example.com/shop/money.Price,string]"}
	for _, test := range []struct {
		typ       *Type
		pkg, want string
	}{
		{str, "", "string"},
		{&Type{Kind: Int64}, "", "int64"},
		{&Type{Kind: Any}, "", "any"},
		{&Type{Kind: Time}, "", "time.Time"},
		{&Type{Kind: Duration}, "", "time.Duration"},
		{&Type{Kind: Raw}, "", "json.RawMessage"},
		{&Type{Kind: Number}, "", "json.Number"},
		{&Type{Kind: Bytes}, "", "[]byte"},
		{&Type{Kind: ByteArray, Len: 16}, "", "[16]byte"},
		{&Type{Kind: Array, Len: 2, Elem: &Type{Kind: Slice, Elem: str}}, "", "[2][]string"},
		{&Type{Kind: Map, Key: str, Elem: &Type{Kind: Pointer, Elem: price}}, "example.com/shop", "map[string]*money.Price"},
		{price, "example.com/shop/money", "Price"},
		{page, "example.com/shop", "Page[money.Price, string]"},
		{page, "example.com/app", "shop.Page[money.Price, string]"},
		{&Type{Kind: Inline, Struct: &Struct{}}, "", "struct{…}"},
	} {
		if got := c.Spell(test.typ, test.pkg); got != test.want {
			t.Errorf("Spell(%v, %q) = %q, want %q", test.typ.Kind, test.pkg, got, test.want)
		}
	}
}
