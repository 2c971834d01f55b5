package directivebehind

type Chat struct{} //ws:channel

// want@-2:20 `^ws:channel belongs on a struct type, in the comment above it; move it above Chat$`
