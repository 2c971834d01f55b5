package judge

import (
	"errors"
	"reflect"

	"github.com/go-playground/validator/v10"
)

var library = validator.New()

// broken returns what go-playground/validator says against a message, or nil.
// Of a list or a map, all elements are asked.
func broken(v reflect.Value) error {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Struct:
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return complaints(library.Struct(p.Interface()))
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := broken(v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		for _, elem := range v.Seq2() {
			if err := broken(elem); err != nil {
				return err
			}
		}
	}
	return nil
}

// keeps reports whether a value keeps the rules of a tag.
func keeps(v reflect.Value, tag string) bool {
	return complaints(library.Var(v.Interface(), tag)) == nil
}

// complaints returns err, which must be about values and not about tags.
func complaints(err error) error {
	var list validator.ValidationErrors
	if err != nil && !errors.As(err, &list) {
		panic(err)
	}
	return err
}
