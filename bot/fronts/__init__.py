"""The places where people meet the assistant; a front only translates: message in, answer out."""
