#!/usr/bin/python3
"""Writes the postcards of this sample: two pictures and two texts, and `input.json`, which holds both inline.

Needs Debian's python3-pil alone: /usr/bin/python3 postcards/make.py
"""

import base64
import json
import pathlib
import urllib.parse

from PIL import Image, ImageDraw

HERE = pathlib.Path(__file__).resolve().parent


def lake():
    picture = Image.new("RGB", (96, 64), (120, 180, 235))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 40), (30, 14), (52, 34), (70, 20), (96, 40)], fill=(70, 110, 90))
    draw.rectangle([0, 40, 96, 64], fill=(40, 90, 170))
    draw.ellipse([74, 4, 86, 16], fill=(255, 235, 150))
    return picture


def tower():
    picture = Image.new("RGB", (48, 72), (235, 120, 80))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(24, 6), (30, 66), (18, 66)], fill=(90, 30, 25))
    draw.rectangle([0, 66, 48, 72], fill=(140, 60, 40))
    return picture


MESSAGES = {
    "lake": "The water is cold. We swim every morning and walk along the shore until the sun is down.\n",
    "tower": "Come at once! The tower is lit tonight, will you be there?\n",
}


def card(name, sender, stamps, message, picture):
    return {"type": "Postcard", "message": message, "picture": picture, "sender": sender, "stamps": stamps}


def write(file, cards):
    lines = ",\n".join("    " + json.dumps(one) for one in cards)
    file.write_text('{\n  "docs": [\n' + lines + "\n  ]\n}\n")


def main():
    lake().save(HERE / "lake.png", optimize=True)
    tower().save(HERE / "tower.png", optimize=True)
    for name, text in MESSAGES.items():
        (HERE / (name + ".txt")).write_text(text)
    cards = [
        ("lake", {"name": "Ada", "email": "ada@example.org"}, [{"country": "CH", "cents": 110}]),
        ("tower", {"name": "Gustave"}, [{"country": "FR", "cents": 50}, {"country": "FR", "cents": 50}]),
        ("lake", {"name": "Ada"}, [{"country": "CH", "cents": 10}]),
    ]
    by_ref, inline = [], []
    for name, sender, stamps in cards:
        by_ref.append(
            card(name, sender, stamps, {"ref": f"postcards/{name}.txt"}, {"ref": f"postcards/{name}.png"})
        )
        text = "data:text/plain;charset=utf-8," + urllib.parse.quote(MESSAGES[name])
        png = base64.b64encode((HERE / (name + ".png")).read_bytes()).decode()
        inline.append(card(name, sender, stamps, {"ref": text}, {"bytes": png, "mediaType": "image/png"}))
    write(HERE.parent / "input-by-ref.json", by_ref)
    write(HERE.parent / "input.json", inline)


if __name__ == "__main__":
    main()
