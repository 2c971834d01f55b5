// Sample uses the contract.
package main

import (
	"fmt"

	"example.com/sample/chat"
)

func main() {
	var c chat.Command = chat.Say{Text: "hello"}
	switch c := c.(type) {
	case chat.Say:
		fmt.Println(c.Text)
	}
}
