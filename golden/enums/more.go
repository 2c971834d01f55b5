package enums

// Black is far from the other colors.
const Black Color = "black"
