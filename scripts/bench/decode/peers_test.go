package decode

import (
	"encoding/json"
	"errors"

	"github.com/bytedance/sonic"
	"github.com/go-faster/jx"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-playground/validator/v10"
	"github.com/mailru/easyjson"

	"github.com/wscontract/wscontract/scripts/bench/decode/ours"
)

// The other libraries, each called as its documentation says. Only the first
// validates; the others show what decoding alone costs.

var validate = validator.New(validator.WithRequiredStructEnabled())

// decodeV1 is what most Go servers do today: encoding/json and
// go-playground/validator.
func decodeV1(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return err
	}
	return validate.Struct(v)
}

func decodeV2(data []byte, v any) error { return jsonv2.Unmarshal(data, v) }

func decodeSonic(data []byte, v any) error { return sonic.Unmarshal(data, v) }

func decodeEasy(data []byte, v easyjson.Unmarshaler) error { return easyjson.Unmarshal(data, v) }

func jxFlat(data []byte, v *ours.Flat) error {
	return jx.DecodeBytes(data).ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "type":
			v.Type, err = d.Str()
		case "room":
			v.Room, err = d.Str()
		case "text":
			v.Text, err = d.Str()
		case "seq":
			v.Seq, err = d.Int64()
		case "urgent":
			v.Urgent, err = d.Bool()
		default:
			err = d.Skip()
		}
		return err
	})
}

func jxMid(data []byte, v *ours.Mid) error {
	return jx.DecodeBytes(data).ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "id":
			v.ID, err = d.Str()
		case "sent":
			var b []byte
			if b, err = d.StrBytes(); err == nil {
				err = v.Sent.UnmarshalText(b)
			}
		case "author":
			err = d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
				switch string(key) {
				case "name":
					v.Author.Name, err = d.Str()
				case "level":
					v.Author.Level, err = d.Int32()
				default:
					err = d.Skip()
				}
				return err
			})
		case "lines":
			v.Lines, err = jxLines(d)
		case "scores":
			v.Scores = map[string]float64{}
			err = d.Obj(func(d *jx.Decoder, key string) (err error) {
				v.Scores[key], err = d.Float64()
				return err
			})
		case "tags":
			err = d.Arr(func(d *jx.Decoder) error {
				s, err := d.Str()
				v.Tags = append(v.Tags, s)
				return err
			})
		case "replyTo":
			var s string
			s, err = d.Str()
			v.ReplyTo = &s
		default:
			err = d.Skip()
		}
		return err
	})
}

func jxLarge(data []byte, v *ours.Large) error {
	return jx.DecodeBytes(data).ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		if string(key) != "lines" {
			return d.Skip()
		}
		v.Lines, err = jxLines(d)
		return err
	})
}

func jxLines(d *jx.Decoder) (lines []ours.Line, err error) {
	err = d.Arr(func(d *jx.Decoder) error {
		var v ours.Line
		err := d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
			switch string(key) {
			case "sku":
				v.SKU, err = d.Str()
			case "quantity":
				v.Quantity, err = d.Int()
			case "price":
				v.Price, err = d.Float64()
			case "note":
				v.Note, err = d.Str()
			default:
				err = d.Skip()
			}
			return err
		})
		lines = append(lines, v)
		return err
	})
	return lines, err
}

// unionBy decodes an Event the way one does without a generator: the tag
// first, then the variant.
func unionBy(data []byte, decode func([]byte, any) error) (Event, error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := decode(data, &head); err != nil {
		return nil, err
	}
	switch head.Type {
	case "a":
		return variant[A](data, decode)
	case "b":
		return variant[B](data, decode)
	case "c":
		return variant[C](data, decode)
	case "d":
		return variant[D](data, decode)
	case "e":
		return variant[E](data, decode)
	case "f":
		return variant[F](data, decode)
	case "g":
		return variant[G](data, decode)
	case "h":
		return variant[H](data, decode)
	case "i":
		return variant[I](data, decode)
	case "j":
		return variant[J](data, decode)
	case "k":
		return variant[K](data, decode)
	case "l":
		return variant[L](data, decode)
	}
	return nil, errors.New("unknown type")
}

func variant[T Event](data []byte, decode func([]byte, any) error) (Event, error) {
	var v T
	err := decode(data, &v)
	return v, err
}
