//go:build js

package codec

import (
	"errors"
	"reflect"
	"strings"
	"syscall/js"
)

var (
	jsJSON   = js.Global().Get("JSON")
	jsObject = js.Global().Get("Object")
	jsArray  = js.Global().Get("Array")
)

// Unmarshal reads JSON into a value.
func Unmarshal(text string, into any) (err error) {
	defer func() {
		// The browser throws on what is no JSON; syscall/js panics with it.
		if problem := recover(); problem != nil {
			err = errNoJSON
			if thrown, ok := problem.(error); ok {
				err = errors.New("reading JSON: " + thrown.Error())
			}
		}
	}()
	return fill(reflect.ValueOf(into).Elem(), jsJSON.Call("parse", text), "")
}

// Marshal writes a value as JSON.
func Marshal(v any) (string, error) {
	return jsJSON.Call("stringify", valueOf(reflect.ValueOf(v))).String(), nil
}

var errNoJSON = errors.New("reading JSON: not JSON")

// fill sets v from a JavaScript value. As in encoding/json, null and what is
// missing leave v as it is, and unknown names are passed over.
func fill(v reflect.Value, from js.Value, path string) error {
	if from.IsNull() || from.IsUndefined() {
		return nil
	}
	ok := true
	switch v.Kind() {
	case reflect.String:
		if ok = from.Type() == js.TypeString; ok {
			v.SetString(from.String())
		}
	case reflect.Bool:
		if ok = from.Type() == js.TypeBoolean; ok {
			v.SetBool(from.Bool())
		}
	case reflect.Int:
		if ok = from.Type() == js.TypeNumber && from.Float() == float64(int(from.Float())); ok {
			v.SetInt(int64(from.Float()))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), from, path)
	case reflect.Slice:
		if ok = jsArray.Call("isArray", from).Bool(); ok {
			return fillSlice(v, from, path)
		}
	case reflect.Map:
		if ok = isObject(from); ok {
			return fillMap(v, from, path)
		}
	case reflect.Struct:
		if ok = isObject(from); ok {
			return fillStruct(v, from, path)
		}
	default:
		ok = false
	}
	if !ok {
		return errors.New("reading JSON: " + path + ": another type than expected")
	}
	return nil
}

func isObject(v js.Value) bool {
	return v.Type() == js.TypeObject && !jsArray.Call("isArray", v).Bool()
}

func fillSlice(v reflect.Value, from js.Value, path string) error {
	n := from.Length()
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		if err := fill(v.Index(i), from.Index(i), path+"[]"); err != nil {
			return err
		}
	}
	return nil
}

func fillMap(v reflect.Value, from js.Value, path string) error {
	v.Set(reflect.MakeMap(v.Type()))
	keys := jsObject.Call("keys", from)
	for i := range keys.Length() {
		key := keys.Index(i).String()
		item := reflect.New(v.Type().Elem()).Elem()
		if err := fill(item, from.Get(key), path+"."+key); err != nil {
			return err
		}
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), item)
	}
	return nil
}

func fillStruct(v reflect.Value, from js.Value, path string) error {
	for i := range v.NumField() {
		name, _ := tag(v.Type().Field(i))
		if name == "-" {
			continue
		}
		if err := fill(v.Field(i), from.Get(name), path+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// valueOf makes a JavaScript value of v.
func valueOf(v reflect.Value) js.Value {
	switch v.Kind() {
	case reflect.String:
		// Broken UTF-8 would be replaced by the browser, as encoding/json does.
		return js.ValueOf(v.String())
	case reflect.Bool:
		return js.ValueOf(v.Bool())
	case reflect.Int:
		return js.ValueOf(v.Int())
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return js.Null()
		}
		return valueOf(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return js.Null()
		}
		out := jsArray.New(v.Len())
		for i := range v.Len() {
			out.SetIndex(i, valueOf(v.Index(i)))
		}
		return out
	case reflect.Map:
		out := jsObject.New()
		for keys := v.MapRange(); keys.Next(); {
			out.Set(keys.Key().String(), valueOf(keys.Value()))
		}
		return out
	case reflect.Struct:
		out := jsObject.New()
		for i := range v.NumField() {
			if name, omit := tag(v.Type().Field(i)); name != "-" && (!omit || !v.Field(i).IsZero()) {
				out.Set(name, valueOf(v.Field(i)))
			}
		}
		return out
	}
	panic("codec: cannot write a " + v.Kind().String())
}

// tag reads a field's JSON name.
func tag(f reflect.StructField) (name string, omitEmpty bool) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		name = f.Name
	}
	return name, options == "omitempty"
}
